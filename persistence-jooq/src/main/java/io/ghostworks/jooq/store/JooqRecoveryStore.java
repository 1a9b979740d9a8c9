package io.ghostworks.jooq.store;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.RecoveryStore;
import io.ghostworks.account.TokenHash;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.jooq.door.SignIn;
import org.jooq.impl.DSL;

/** {@link RecoveryStore} by functions that the sign-in role alone may execute. */
public final class JooqRecoveryStore implements RecoveryStore {

    private final SignInCalls calls;

    public JooqRecoveryStore(SignIn signIn) {
        this.calls = new SignInCalls(signIn);
    }

    @Override
    public void requestVerification(Caller.Session caller) {
        if (!calls.isTrue("request_verification", SignInCalls.user(caller), SignInCalls.session(caller))) {
            throw Unauthenticated.token();
        }
    }

    @Override
    public void requestPasswordReset(Email email) {
        calls.run("request_password_reset", DSL.val(email.value()));
    }

    @Override
    public boolean verifyEmail(TokenHash token) {
        return calls.isTrue("verify_email_by_token", DSL.val(token.bytes()));
    }

    @Override
    public boolean mayResetPassword(TokenHash token) {
        return calls.isTrue("may_reset_password", DSL.val(token.bytes()));
    }

    @Override
    public boolean resetPassword(TokenHash token, String next) {
        return calls.isTrue("reset_password", DSL.val(token.bytes()), DSL.val(next));
    }
}
