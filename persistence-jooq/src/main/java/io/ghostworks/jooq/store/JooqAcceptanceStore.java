package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.ACCEPT_INVITATION;
import static io.ghostworks.jooq.generated.Tables.ACCEPT_INVITATION_ANEW;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.Caller;
import io.ghostworks.account.TokenHash;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.jooq.door.SignIn;
import io.ghostworks.tenant.AcceptanceStore;
import io.ghostworks.tenant.Joined;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.Slug;
import io.ghostworks.tenant.TenantId;
import java.util.Optional;
import org.jooq.impl.DSL;

/** {@link AcceptanceStore} by functions that the sign-in role alone may execute. */
public record JooqAcceptanceStore(SignIn signIn, AccountStore accounts) implements AcceptanceStore {

    @Override
    public Optional<Joined> accept(Caller.Session caller, TokenHash token) {
        Optional<Joined> joined = signIn.run(dsl -> dsl.selectFrom(ACCEPT_INVITATION(
                        caller.user().value(), caller.session().value(), token.bytes()))
                .fetchOptional(row -> joined(row.getWorkspaceId(), row.getName(), row.getSlug(), row.getRole())));
        // Nothing came of it: because of the token, or of the session?
        if (joined.isEmpty() && accounts.findUser(caller).isEmpty()) {
            throw Unauthenticated.token();
        }
        return joined;
    }

    @Override
    public boolean mayAccept(TokenHash token) {
        return new SignInCalls(signIn).isTrue("may_accept_invitation", DSL.val(token.bytes()));
    }

    @Override
    public Optional<Joined> acceptAnew(
            TokenHash token, UserId user, Optional<String> firstName, Optional<String> lastName, String passwordHash) {
        return signIn.run(dsl -> dsl.selectFrom(ACCEPT_INVITATION_ANEW(
                        token.bytes(), user.value(), firstName.orElse(null), lastName.orElse(null), passwordHash))
                .fetchOptional(row -> joined(row.getWorkspaceId(), row.getName(), row.getSlug(), row.getRole())));
    }

    private static Joined joined(java.util.UUID tenant, String name, String slug, String role) {
        return new Joined(new TenantId(tenant), name, new Slug(slug), Role.of(role));
    }
}
