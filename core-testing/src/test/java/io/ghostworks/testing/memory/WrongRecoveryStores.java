package io.ghostworks.testing.memory;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.account.RecoveryStore;
import io.ghostworks.account.TokenHash;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.mail.Letter;
import io.ghostworks.mail.MailId;
import io.ghostworks.mail.Outbox;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Mailed tokens and letters, with one defect each. */
final class WrongRecoveryStores {

    private WrongRecoveryStores() {}

    /** Does everything right. */
    static class Right implements RecoveryStore {

        private final RecoveryStore right;

        Right(RecoveryStore right) {
            this.right = right;
        }

        @Override
        public void requestVerification(Caller.Session caller) {
            right.requestVerification(caller);
        }

        @Override
        public void requestPasswordReset(Email email) {
            right.requestPasswordReset(email);
        }

        @Override
        public boolean verifyEmail(TokenHash token) {
            return right.verifyEmail(token);
        }

        @Override
        public boolean mayResetPassword(TokenHash token) {
            return right.mayResetPassword(token);
        }

        @Override
        public boolean resetPassword(TokenHash token, String next) {
            return right.resetPassword(token, next);
        }
    }

    static final class TakesATokenForAnything extends Right {

        TakesATokenForAnything(RecoveryStore right) {
            super(right);
        }

        @Override
        public boolean verifyEmail(TokenHash token) {
            return super.verifyEmail(token) || mayResetPassword(token);
        }
    }

    static final class TakesATokenTwice extends Right {

        private final Set<TokenHash> once = new HashSet<>();

        TakesATokenTwice(RecoveryStore right) {
            super(right);
        }

        @Override
        public boolean mayResetPassword(TokenHash token) {
            return super.mayResetPassword(token) || !once.isEmpty();
        }

        @Override
        public boolean resetPassword(TokenHash token, String next) {
            once.add(token);
            return super.resetPassword(token, next);
        }
    }

    static final class AsksForNoSession extends Right {

        AsksForNoSession(RecoveryStore right) {
            super(right);
        }

        @Override
        public void requestVerification(Caller.Session caller) {
            try {
                super.requestVerification(caller);
            } catch (Unauthenticated closed) {
                // Says nothing.
            }
        }
    }

    /** An outbox that does everything right. */
    static class RightOutbox implements Outbox {

        private final Outbox right;

        RightOutbox(Outbox right) {
            this.right = right;
        }

        @Override
        public List<MailId> claim(int most) {
            return right.claim(most);
        }

        @Override
        public Optional<Letter> prepare(MailId letter, OneTimeToken token) {
            return right.prepare(letter, token);
        }

        @Override
        public void settle(MailId letter) {
            right.settle(letter);
        }
    }

    static final class GivesALetterToTwo extends RightOutbox {

        private List<MailId> again = List.of();

        GivesALetterToTwo(Outbox right) {
            super(right);
        }

        @Override
        public synchronized List<MailId> claim(int most) {
            List<MailId> claimed = new ArrayList<>(again);
            again = super.claim(most);
            claimed.addAll(again);
            return claimed;
        }
    }

    static final class ForgetsNothing extends RightOutbox {

        private int settled;

        ForgetsNothing(Outbox right) {
            super(right);
        }

        @Override
        public void settle(MailId letter) {
            settled++;
            if (settled > 1_000) {
                super.settle(letter);
            }
        }
    }
}
