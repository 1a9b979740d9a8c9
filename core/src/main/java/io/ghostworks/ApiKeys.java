package io.ghostworks;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.ApiKeyToken;
import io.ghostworks.account.Caller;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.ApiKey;
import io.ghostworks.tenant.ApiKeyDraft;
import io.ghostworks.tenant.ApiKeyIssuer;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import java.util.List;

/**
 * The keys by which programs work in a workspace, for admins. Every method throws {@link NotFound} for anyone who is not a member
 * and {@link Forbidden} for a member whose role is too low.
 */
public final class ApiKeys {

    private final Tenancy tenancy;
    private final ApiKeyIssuer issuer;
    private final TimeAndIds timeAndIds;

    public ApiKeys(Tenancy tenancy, ApiKeyIssuer issuer, TimeAndIds timeAndIds) {
        this.tenancy = tenancy;
        this.issuer = issuer;
        this.timeAndIds = timeAndIds;
    }

    /** @param token its secret, which nothing can tell again */
    public record Made(ApiKey key, ApiKeyToken token) {}

    /** All keys of the workspace, by the time they were made. */
    public List<ApiKey> list(Caller.Session caller, TenantId tenant) {
        return gate(caller, tenant, Action.MANAGE_API_KEYS)
                .read(stores -> stores.apiKeys().list());
    }

    /**
     * Makes a key. Its role is none above the caller's own.
     *
     * @throws Invalid for field {@code expires_at} if that is past
     * @throws Conflict if there are too many
     */
    public Made make(Caller.Session caller, TenantId tenant, ApiKeyDraft draft) {
        Action action = draft.role() == Role.OWNER ? Action.GRANT_OWNER : Action.MANAGE_API_KEYS;
        // The issuer asks too, and says less of why not.
        gate(caller, tenant, action).read(stores -> Boolean.TRUE);
        if (draft.expiresAt().filter(end -> !end.isAfter(timeAndIds.now())).isPresent()) {
            throw new Invalid("expires_at", "must be in the future");
        }
        ApiKeyToken token = ApiKeyToken.random(new ApiKeyId(timeAndIds.id()), timeAndIds.random());
        return new Made(issuer.issue(caller, tenant, token.id(), draft, token.hash()), token);
    }

    /** Takes a key back: it is good for nothing from the next request on. */
    public void revoke(Caller.Session caller, TenantId tenant, ApiKeyId id) {
        gate(caller, tenant, Action.MANAGE_API_KEYS)
                .run(stores -> stores.apiKeys().revoke(id));
    }

    /** Notes that a key was used in its workspace. */
    public void noteUse(Caller.ApiKey caller, TenantId tenant) {
        issuer.noteUse(tenant, caller);
    }

    private Gate gate(Caller caller, TenantId tenant, Action action) {
        return new Gate(tenancy, caller, tenant, action);
    }
}
