package io.ghostworks.testing.memory;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.RecoveryStore;
import io.ghostworks.account.TokenHash;
import io.ghostworks.account.User;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.testing.memory.Rows.LetterKind;
import io.ghostworks.testing.memory.Rows.MailedRow;
import io.ghostworks.testing.memory.Rows.UserRow;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** Mailed tokens in a vault. */
final class InMemoryRecoveryStore implements RecoveryStore {

    private final Vault vault;
    /** Stands for the database's. */
    private final Clock clock;

    InMemoryRecoveryStore(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public void requestVerification(Caller.Session caller) {
        vault.run(rows -> {
            if (!rows.signedIn(caller.user(), caller)) {
                throw Unauthenticated.token();
            }
            User user = Objects.requireNonNull(rows.users().get(caller.user())).user();
            if (!user.isVerified()) {
                rows.enqueue(LetterKind.VERIFY_EMAIL, user.email(), clock.instant());
            }
        });
    }

    @Override
    public void requestPasswordReset(Email email) {
        vault.run(rows -> rows.enqueue(LetterKind.RESET_PASSWORD, email, clock.instant()));
    }

    @Override
    public boolean verifyEmail(TokenHash token) {
        return vault.change(rows -> {
            Optional<UserRow> owner = owner(rows, token, LetterKind.VERIFY_EMAIL);
            owner.ifPresent(row -> rows.users().put(row.user().id(), row.verified()));
            return owner.isPresent();
        });
    }

    @Override
    public boolean mayResetPassword(TokenHash token) {
        return unspent(vault.committed(), token).isPresent();
    }

    @Override
    public boolean resetPassword(TokenHash token, String next) {
        return vault.change(rows -> {
            Optional<UserRow> owner = unspent(rows, token);
            owner.ifPresent(row -> {
                User user = row.user();
                rows.users().put(user.id(), row.withPassword(next).verified());
                rows.sessions()
                        .replaceAll((id, session) -> session.user().equals(user.id()) ? session.closed() : session);
                rows.passwordHasChanged(user, clock.instant());
            });
            return owner.isPresent();
        });
    }

    private Optional<UserRow> unspent(Rows rows, TokenHash token) {
        return owner(rows, token, LetterKind.RESET_PASSWORD)
                .filter(row -> !Objects.requireNonNull(rows.mailed().get(token)).isSpent());
    }

    private Optional<UserRow> owner(Rows rows, TokenHash token, LetterKind purpose) {
        MailedRow mailed = rows.mailed().get(token);
        return mailed == null || !mailed.isGoodFor(purpose, clock.instant())
                ? Optional.empty()
                : rows.activeUser(mailed.email())
                        .filter(row ->
                                mailed.user().equals(Optional.of(row.user().id())));
    }
}
