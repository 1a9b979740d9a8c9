package io.ghostworks.tenant;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.Caller;
import io.ghostworks.account.TokenHash;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.error.Unavailable;

/**
 * Makes API keys. Apart from the stores of a tenant, since whoever can store a key's hash can be that key.
 *
 * <p>Every method is atomic and safe for all threads. Each throws {@link Unavailable} when the database cannot answer. Time is the
 * database's.
 */
public interface ApiKeyIssuer {

    /**
     * Makes a key of the tenant, in force at once.
     *
     * @throws Unauthenticated unless the user is active and the session is open
     * @throws NotFound unless the user is an active member of the tenant, and the tenant is active
     * @throws Forbidden unless the user is an admin or owner; for the key of an owner, an owner
     * @throws Conflict if the tenant has {@value ApiKeyStore#MOST} keys, or one of this id
     */
    ApiKey issue(Caller.Session caller, TenantId tenant, ApiKeyId id, ApiKeyDraft draft, TokenHash hash);

    /** Notes that a key was used. Does nothing unless it is in force in that tenant, or if that was noted within a minute. */
    void noteUse(TenantId tenant, Caller.ApiKey caller);
}
