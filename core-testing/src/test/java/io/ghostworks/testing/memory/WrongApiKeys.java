package io.ghostworks.testing.memory;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.Caller;
import io.ghostworks.account.TokenHash;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Standing;
import io.ghostworks.tenant.ApiKey;
import io.ghostworks.tenant.ApiKeyDraft;
import io.ghostworks.tenant.ApiKeyIssuer;
import io.ghostworks.tenant.ApiKeyStore;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API keys, with one defect each. */
final class WrongApiKeys {

    static final StoreFactory OPENS_ALL_TENANTS = new StoreFactory() {
        @Override
        public Visit visit(
                InMemoryTenancy tenancy, OpenDoor door, Scope scope, boolean writes, @Nullable Admission admission) {
            return new Visit(tenancy, door, scope, writes, admission) {
                @Override
                Standing standing(Admission asked) {
                    Standing right = super.standing(asked);
                    return right.signedIn() ? new Standing(true, Optional.of(Role.OWNER), right.tenantActive()) : right;
                }
            };
        }
    };

    static final StoreFactory REVOKES_FOR_ANYBODY = new StoreFactory() {
        @Override
        public ApiKeyStore apiKeys(Visit visit) {
            return new InMemoryApiKeyStore(visit) {
                @Override
                void requireRole(TenantRows rows) {
                    // Asks for none.
                }
            };
        }
    };

    static final StoreFactory REVOKES_NOTHING = new StoreFactory() {
        @Override
        public ApiKeyStore apiKeys(Visit visit) {
            return new InMemoryApiKeyStore(visit) {
                @Override
                public void revoke(ApiKeyId id) {
                    get(id);
                }
            };
        }
    };

    private WrongApiKeys() {}

    /** Keeps no end. */
    record NeverExpires(ApiKeyIssuer right) implements ApiKeyIssuer {

        @Override
        public ApiKey issue(Caller.Session caller, TenantId tenant, ApiKeyId id, ApiKeyDraft draft, TokenHash hash) {
            return right.issue(caller, tenant, id, new ApiKeyDraft(draft.name(), draft.role(), Optional.empty()), hash);
        }

        @Override
        public void noteUse(TenantId tenant, Caller.ApiKey caller) {
            right.noteUse(tenant, caller);
        }
    }

    /** Never tells when a key was used. */
    record NotesNothing(ApiKeyIssuer right) implements ApiKeyIssuer {

        @Override
        public ApiKey issue(Caller.Session caller, TenantId tenant, ApiKeyId id, ApiKeyDraft draft, TokenHash hash) {
            return right.issue(caller, tenant, id, draft, hash);
        }

        @Override
        public void noteUse(TenantId tenant, Caller.ApiKey caller) {
            // Nothing.
        }
    }
}
