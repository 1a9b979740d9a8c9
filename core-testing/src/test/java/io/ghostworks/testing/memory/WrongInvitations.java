package io.ghostworks.testing.memory;

import io.ghostworks.account.Caller;
import io.ghostworks.account.TokenHash;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.tenant.AcceptanceStore;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.InvitationStore;
import io.ghostworks.tenant.Joined;
import io.ghostworks.tenant.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Invitations, with one defect each. */
final class WrongInvitations {

    static final StoreFactory INVITES_FOR_ANYBODY = new StoreFactory() {
        @Override
        public InvitationStore invitations(Visit visit) {
            return new InMemoryInvitationStore(visit) {
                @Override
                void requireRole(TenantRows rows, Role invited) {
                    // Asks for none.
                }
            };
        }
    };

    static final StoreFactory KEEPS_WHAT_IS_TAKEN_BACK = new StoreFactory() {
        @Override
        public InvitationStore invitations(Visit visit) {
            return new InMemoryInvitationStore(visit) {
                @Override
                public void revoke(InvitationId id) {
                    // Leaves it.
                }
            };
        }
    };

    private WrongInvitations() {}

    /** Does everything right. */
    static class Right implements AcceptanceStore {

        private final AcceptanceStore right;

        Right(AcceptanceStore right) {
            this.right = right;
        }

        @Override
        public Optional<Joined> accept(Caller.Session caller, TokenHash token) {
            return right.accept(caller, token);
        }

        @Override
        public boolean mayAccept(TokenHash token) {
            return right.mayAccept(token);
        }

        @Override
        public Optional<Joined> acceptAnew(
                TokenHash token,
                UserId user,
                Optional<String> firstName,
                Optional<String> lastName,
                String passwordHash) {
            return right.acceptAnew(token, user, firstName, lastName, passwordHash);
        }
    }

    static final class TakesASpentToken extends Right {

        private final Map<TokenHash, Joined> spent = new HashMap<>();

        TakesASpentToken(AcceptanceStore right) {
            super(right);
        }

        @Override
        public Optional<Joined> accept(Caller.Session caller, TokenHash token) {
            return remembered(token, super.accept(caller, token));
        }

        @Override
        public Optional<Joined> acceptAnew(
                TokenHash token,
                UserId user,
                Optional<String> firstName,
                Optional<String> lastName,
                String passwordHash) {
            return remembered(token, super.acceptAnew(token, user, firstName, lastName, passwordHash));
        }

        private Optional<Joined> remembered(TokenHash token, Optional<Joined> joined) {
            joined.ifPresent(now -> spent.put(token, now));
            return Optional.ofNullable(spent.get(token));
        }
    }

    static final class AdmitsFromAClosedSession extends Right {

        AdmitsFromAClosedSession(AcceptanceStore right) {
            super(right);
        }

        @Override
        public Optional<Joined> accept(Caller.Session caller, TokenHash token) {
            try {
                return super.accept(caller, token);
            } catch (Unauthenticated closed) {
                return Optional.empty();
            }
        }
    }
}
