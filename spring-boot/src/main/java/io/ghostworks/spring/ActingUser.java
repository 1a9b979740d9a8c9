package io.ghostworks.spring;

import io.ghostworks.account.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who makes a request, as Ghostworks knows them. Without a bean of this type it is the name of the principal, which then is
 * the id of a user. Safe for all threads.
 */
@FunctionalInterface
public interface ActingUser {

    /** The user; empty for a request that nobody is authenticated for. */
    Optional<UserId> of(HttpServletRequest request);
}
