package io.ghostworks.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Which tenant a request names, by id or by slug. It is only a name: whether the user is a member is asked afterwards. A bean
 * of this type takes the place of {@code ghostworks.tenant.from}. Safe for all threads.
 */
@FunctionalInterface
public interface TenantName {

    /** The name; empty for a request that is in no tenant. */
    Optional<String> of(HttpServletRequest request);
}
