package io.ghostworks.testing.memory;

import io.ghostworks.account.Email;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.mail.Letter;
import io.ghostworks.mail.MailId;
import io.ghostworks.mail.Outbox;
import io.ghostworks.tenant.Invitation;
import io.ghostworks.testing.memory.Rows.InvitationKey;
import io.ghostworks.testing.memory.Rows.LetterKind;
import io.ghostworks.testing.memory.Rows.LetterRow;
import io.ghostworks.testing.memory.Rows.MailedRow;
import io.ghostworks.testing.memory.Rows.UserRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The queue of letters in a vault. */
final class InMemoryOutbox implements Outbox {

    private static final Duration VERIFICATION = Duration.ofDays(3);
    private static final Duration RESET = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final Duration GIVEN_UP = Duration.ofDays(5);
    private static final int GOOD_TOKENS = 5;

    private final Vault vault;
    /** Stands for the database's. */
    private final Clock clock;

    InMemoryOutbox(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public List<MailId> claim(int most) {
        return vault.change(rows -> {
            Instant now = clock.instant();
            List<LetterRow> due = rows.letters().values().stream()
                    .filter(row -> !row.due().isAfter(now) && row.created().isAfter(now.minus(GIVEN_UP)))
                    .sorted(Comparator.comparing(LetterRow::due))
                    .limit(Math.min(most, MOST))
                    .toList();
            due.forEach(row ->
                    rows.letters().put(row.id(), row.due(now.plus(waitAfter(row.attempts())), row.attempts() + 1)));
            return due.stream().map(LetterRow::id).toList();
        });
    }

    private static Duration waitAfter(int attempts) {
        Duration wait = Duration.ofMinutes(1L << Math.min(attempts, 9));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    @Override
    public Optional<Letter> prepare(MailId letter, OneTimeToken token) {
        return vault.change(rows -> {
            LetterRow row = rows.letters().get(letter);
            if (row == null) {
                return Optional.empty();
            }
            if (row.invitation().isPresent()) {
                return invitation(rows, row.invitation().get(), token);
            }
            return rows.activeUser(row.email())
                    .map(UserRow::user)
                    .filter(it -> row.kind() != LetterKind.VERIFY_EMAIL || !it.isVerified())
                    .map(it -> write(rows, row.kind(), it, token));
        });
    }

    private Letter write(Rows rows, LetterKind kind, User user, OneTimeToken token) {
        return switch (kind) {
            case VERIFY_EMAIL -> {
                keep(rows, kind, Optional.of(user.id()), Optional.empty(), user.email(), token, VERIFICATION);
                yield new Letter.VerifyEmail(user.email(), token, VERIFICATION);
            }
            case RESET_PASSWORD -> {
                keep(rows, kind, Optional.of(user.id()), Optional.empty(), user.email(), token, RESET);
                yield new Letter.ResetPassword(user.email(), token, RESET);
            }
            case PASSWORD_CHANGED -> new Letter.PasswordChanged(user.email());
            case INVITATION -> throw new IllegalStateException("an invitation is of no user");
        };
    }

    private Optional<Letter> invitation(Rows rows, InvitationKey key, OneTimeToken token) {
        TenantRows tenant = rows.tenant(key.tenant());
        Invitation found = tenant.invitations.get(key.id());
        if (found == null
                || !found.expiresAt().isAfter(clock.instant())
                || !tenant.tenant().isActive()) {
            return Optional.empty();
        }
        keep(
                rows,
                LetterKind.INVITATION,
                Optional.empty(),
                Optional.of(key),
                found.email(),
                token,
                InMemoryInvitationStore.LIFETIME);
        Optional<User> inviter = found.invitedBy().map(rows.users()::get).map(UserRow::user);
        return Optional.of(new Letter.Invitation(
                found.email(),
                token,
                Duration.between(clock.instant(), found.expiresAt()).truncatedTo(ChronoUnit.SECONDS),
                tenant.tenant().name(),
                inviter.map(InMemoryOutbox::name),
                found.role()));
    }

    private static String name(User user) {
        String name = (user.firstName().orElse("") + " " + user.lastName().orElse("")).strip();
        return name.isEmpty() ? user.email().value() : name;
    }

    private void keep(
            Rows rows,
            LetterKind purpose,
            Optional<UserId> user,
            Optional<InvitationKey> invitation,
            Email email,
            OneTimeToken token,
            Duration lifetime) {
        Instant now = clock.instant();
        rows.mailed().entrySet().stream()
                .filter(entry -> entry.getValue().purpose() == purpose
                        && entry.getValue().user().equals(user)
                        && entry.getValue().invitation().equals(invitation))
                .sorted(Comparator.comparing(entry -> entry.getValue().created(), Comparator.reverseOrder()))
                .skip(GOOD_TOKENS - 1)
                .toList()
                .forEach(entry -> rows.mailed().remove(entry.getKey()));
        rows.mailed()
                .put(token.hash(), new MailedRow(user, invitation, email, purpose, now, now.plus(lifetime), false));
    }

    @Override
    public void settle(MailId letter) {
        vault.run(rows -> rows.letters().remove(letter));
    }
}
