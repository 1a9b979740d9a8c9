package io.ghostworks;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.account.Registration;
import io.ghostworks.account.Tokens;
import io.ghostworks.account.User;
import io.ghostworks.mail.Letter;
import io.ghostworks.mail.MailId;
import io.ghostworks.mail.Post;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.testing.SteppingClock;
import io.ghostworks.testing.memory.FakePasswords;
import io.ghostworks.testing.memory.FakeTokens;
import io.ghostworks.testing.memory.InMemoryGhostworks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** All use cases over an adapter in memory, under a clock that a test steps. */
final class Town {

    static final String PASSWORD = "open sesame";

    final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-02T03:04:05.678901234Z"));
    final TimeAndIds timeAndIds = new TimeAndIds(clock, new Random(1));
    final InMemoryGhostworks database = new InMemoryGhostworks(clock);
    final FakePasswords passwords = new FakePasswords();
    final FakeTokens tokens = new FakeTokens("key");

    /** The tokens that were mailed, the last one last. */
    final List<String> mailed = new ArrayList<>();

    /** What becomes of letters. */
    Post.Outcome outcome = Post.Outcome.TAKEN;

    final List<Letter> letters = new ArrayList<>();
    final Mailing mailing = new Mailing(database.outbox(), this::take, timeAndIds);
    final Accounts accounts = new Accounts(database.accounts(), passwords, tokens, timeAndIds, this::deliver);
    final Recovery recovery =
            new Recovery(database.recovery(), database.accounts(), passwords, tokens, timeAndIds, this::deliver);
    final Workspaces workspaces =
            new Workspaces(database.directory(), database.accounts(), database.tenancy(), timeAndIds);
    final Sessions sessions = new Sessions(database.accounts());
    final Members members = new Members(database.tenancy(), timeAndIds);
    final Artifacts artifacts = new Artifacts(database.tenancy(), timeAndIds);

    private Post.Outcome take(MailId id, Letter letter) {
        if (outcome == Post.Outcome.TAKEN) {
            letters.add(letter);
            token(letter).ifPresent(token -> mailed.add(token.value()));
        }
        return outcome;
    }

    void deliver() {
        mailing.deliver();
    }

    static Optional<OneTimeToken> token(Letter letter) {
        return switch (letter) {
            case Letter.VerifyEmail verification -> Optional.of(verification.token());
            case Letter.ResetPassword reset -> Optional.of(reset.token());
            case Letter.Invitation invitation -> Optional.of(invitation.token());
            case Letter.PasswordChanged changed -> Optional.empty();
        };
    }

    final Invitations invitations =
            new Invitations(database.tenancy(), database.acceptances(), passwords, timeAndIds, this::deliver);

    User register(String name) {
        return accounts.register(Registration.of(email(name).value(), PASSWORD, null, null));
    }

    Tokens logIn(String name) {
        return accounts.logIn(email(name).value(), PASSWORD);
    }

    /** Somebody new who is logged in. */
    Caller.Session arrive(String name) {
        register(name);
        return caller(logIn(name));
    }

    Caller.Session caller(Tokens given) {
        return tokens.read(given.accessToken(), timeAndIds.now()).orElseThrow();
    }

    TenantId workspace(Caller.Session owner, String name) {
        return workspaces
                .create(owner, TenantDraft.of(name, null, null, null))
                .tenant()
                .id();
    }

    /** Somebody new who is logged in and has this role in a workspace. */
    Caller.Session join(Caller.Session owner, TenantId tenant, String name, Role role) {
        Caller.Session caller = arrive(name);
        members.add(owner, tenant, email(name), role);
        return caller;
    }

    static Email email(String name) {
        return new Email(name + "@example.org");
    }
}
