package io.ghostworks.testing.memory;

import io.ghostworks.account.Caller;
import io.ghostworks.account.OpenSession;
import io.ghostworks.account.RefreshTokenHash;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.tenant.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Everything that is stored. Once committed it is only read. */
record Rows(
        Map<UserId, UserRow> users,
        Map<SessionId, SessionRow> sessions,
        Map<RefreshTokenHash, TokenRow> tokens,
        Map<TenantId, TenantRows> tenants) {

    static Rows none() {
        return new Rows(Map.of(), Map.of(), Map.of(), Map.of());
    }

    Rows copy() {
        return new Rows(new HashMap<>(users), new HashMap<>(sessions), new HashMap<>(tokens), new HashMap<>(tenants));
    }

    TenantRows tenant(TenantId id) {
        return tenants.getOrDefault(id, TenantRows.NONE);
    }

    /** Whether the user is active, and what the caller came with is in force and the user's own. */
    boolean signedIn(UserId user, Caller caller) {
        UserRow row = users.get(user);
        SessionRow opened = switch (caller) {
            case Caller.Session session -> sessions.get(session.session());
        };
        return row != null
                && row.user().isActive()
                && opened != null
                && opened.isOpen()
                && opened.user().equals(user);
    }

    record UserRow(User user, String passwordHash) {

        UserRow deactivated() {
            return with(user.isVerified(), false);
        }

        UserRow verified() {
            return with(true, user.isActive());
        }

        UserRow withPassword(String hash) {
            return new UserRow(user, hash);
        }

        private UserRow with(boolean isVerified, boolean isActive) {
            User changed = new User(
                    user.id(),
                    user.email(),
                    user.firstName(),
                    user.lastName(),
                    isVerified,
                    isActive,
                    user.createdAt(),
                    user.updatedAt());
            return new UserRow(changed, passwordHash);
        }
    }

    record SessionRow(UserId user, OpenSession session, boolean isOpen) {

        SessionRow closed() {
            return new SessionRow(user, session, false);
        }

        SessionRow used(Instant now) {
            return new SessionRow(
                    user, new OpenSession(session.id(), session.createdAt(), now, session.userAgent()), isOpen);
        }
    }

    record TokenRow(SessionId session, Instant expires, boolean isSpent) {

        TokenRow spent() {
            return new TokenRow(session, expires, true);
        }
    }
}
