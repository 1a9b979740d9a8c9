package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.API_KEYS;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.Caller;
import io.ghostworks.account.TokenHash;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.jooq.door.SignIn;
import io.ghostworks.tenant.ApiKey;
import io.ghostworks.tenant.ApiKeyDraft;
import io.ghostworks.tenant.ApiKeyIssuer;
import io.ghostworks.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.jooq.impl.DSL;

/** {@link ApiKeyIssuer} by functions that the sign-in role alone may execute. */
public record JooqApiKeyIssuer(SignIn signIn) implements ApiKeyIssuer {

    @Override
    public ApiKey issue(Caller.Session caller, TenantId tenant, ApiKeyId id, ApiKeyDraft draft, TokenHash hash) {
        Instant made = new SignInCalls(signIn)
                .ask(
                        "make_api_key",
                        API_KEYS.CREATED_AT.getDataType(),
                        SignInCalls.user(caller),
                        SignInCalls.session(caller),
                        DSL.val(tenant.value()),
                        DSL.val(id.value()),
                        DSL.val(draft.name()),
                        DSL.val(draft.role().text()),
                        DSL.val(draft.expiresAt().orElse(null), API_KEYS.EXPIRES_AT),
                        DSL.val(hash.bytes()))
                .orElseThrow(Unauthenticated::token);
        return new ApiKey(
                id, draft.name(), draft.role(), Optional.of(caller.user()), made, draft.expiresAt(), Optional.empty());
    }

    @Override
    public void noteUse(TenantId tenant, Caller.ApiKey caller) {
        new SignInCalls(signIn)
                .run(
                        "note_api_key_use",
                        DSL.val(tenant.value()),
                        DSL.val(caller.key().value()),
                        DSL.val(caller.hash().bytes()));
    }
}
