package io.ghostworks.tenant;

import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Unavailable;
import java.time.Instant;
import java.util.List;

/**
 * What happens outside of any tenant: finding one's own, and making one. Every method is atomic and safe for all
 * threads, and throws {@link Unavailable} when the database cannot answer.
 */
public interface TenantDirectory {

    /**
     * The workspaces in which the user is an active member, switched off or not, by name, code point by code point, and
     * then by id. Nobody else's, and no more.
     */
    List<Workspace> list(UserId user);

    /**
     * Makes a tenant whose first member is its owner.
     *
     * @throws Conflict if the slug, or the id, is taken
     */
    Tenant create(TenantId id, TenantDraft draft, Slug slug, UserId owner, Instant now);
}
