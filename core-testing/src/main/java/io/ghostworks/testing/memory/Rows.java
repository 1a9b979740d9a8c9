package io.ghostworks.testing.memory;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.OpenSession;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.TokenHash;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.mail.MailId;
import io.ghostworks.tenant.Invitation;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Everything that is stored. Once committed it is only read. */
record Rows(
        Map<UserId, UserRow> users,
        Map<SessionId, SessionRow> sessions,
        Map<TokenHash, TokenRow> tokens,
        Map<TokenHash, MailedRow> mailed,
        Map<MailId, LetterRow> letters,
        Map<TenantId, TenantRows> tenants) {

    static Rows none() {
        return new Rows(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    Rows copy() {
        return new Rows(
                new HashMap<>(users),
                new HashMap<>(sessions),
                new HashMap<>(tokens),
                new HashMap<>(mailed),
                new HashMap<>(letters),
                new HashMap<>(tenants));
    }

    TenantRows tenant(TenantId id) {
        return tenants.getOrDefault(id, TenantRows.NONE);
    }

    /** Whether the key is in force in any tenant. */
    boolean inForce(Caller.ApiKey caller, Instant now) {
        return tenants.values().stream()
                .anyMatch(tenant -> tenant.inForce(caller, now).isPresent());
    }

    /** Whether the user is active, and the session open and the user's own. */
    boolean signedIn(UserId user, Caller.Session caller) {
        UserRow row = users.get(user);
        SessionRow opened = sessions.get(caller.session());
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

    /** What a letter is about. */
    enum LetterKind {
        VERIFY_EMAIL,
        RESET_PASSWORD,
        PASSWORD_CHANGED,
        INVITATION
    }

    /** What an invitation's letters and tokens belong to. */
    record InvitationKey(TenantId tenant, InvitationId id) {}

    /** A token that was mailed. */
    record MailedRow(
            Optional<UserId> user,
            Optional<InvitationKey> invitation,
            Email email,
            LetterKind purpose,
            Instant created,
            Instant expires,
            boolean isSpent) {

        MailedRow spent() {
            return new MailedRow(user, invitation, email, purpose, created, expires, true);
        }

        boolean isGoodFor(LetterKind wanted, Instant now) {
            return purpose == wanted && expires.isAfter(now);
        }
    }

    /** A letter that waits. */
    record LetterRow(
            MailId id,
            LetterKind kind,
            Email email,
            Optional<InvitationKey> invitation,
            Instant created,
            Instant due,
            int attempts) {

        LetterRow due(Instant when, int attempt) {
            return new LetterRow(id, kind, email, invitation, created, when, attempt);
        }
    }

    Optional<UserRow> activeUser(Email email) {
        return users.values().stream()
                .filter(row -> row.user().isActive() && row.user().email().equals(email))
                .findFirst();
    }

    /** Has a letter sent, once. */
    void enqueue(LetterKind kind, Email email, Instant now) {
        enqueue(kind, email, Optional.empty(), now);
    }

    private void enqueue(LetterKind kind, Email email, Optional<InvitationKey> invitation, Instant now) {
        LetterRow waiting = letters.values().stream()
                .filter(row -> row.kind() == kind
                        && row.email().equals(email)
                        && row.invitation().equals(invitation))
                .findFirst()
                .orElseGet(() -> new LetterRow(new MailId(UUID.randomUUID()), kind, email, invitation, now, now, 0));
        letters.put(waiting.id(), waiting.due(waiting.due().isBefore(now) ? waiting.due() : now, waiting.attempts()));
    }

    /** What follows from another password. */
    void passwordHasChanged(User user, Instant now) {
        mailed.replaceAll(
                (hash, row) -> row.user().equals(Optional.of(user.id())) && row.purpose() == LetterKind.RESET_PASSWORD
                        ? row.spent()
                        : row);
        enqueue(LetterKind.PASSWORD_CHANGED, user.email(), now);
    }

    /** Queues the letters of invitations that a tenant has made or asked for again. */
    void send(TenantId tenant, TenantRows changed) {
        for (Invitation invitation : changed.toSend) {
            InvitationKey key = new InvitationKey(tenant, invitation.id());
            Instant now = invitation.expiresAt().minus(InMemoryInvitationStore.LIFETIME);
            enqueue(LetterKind.INVITATION, invitation.email(), Optional.of(key), now);
        }
        changed.toSend.clear();
    }
}
