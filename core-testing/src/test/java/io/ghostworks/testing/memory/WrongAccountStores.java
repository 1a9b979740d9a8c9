package io.ghostworks.testing.memory;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Credentials;
import io.ghostworks.account.Email;
import io.ghostworks.account.OpenSession;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.SessionOpening;
import io.ghostworks.account.TokenHash;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.tenant.Slug;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantDirectory;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.tenant.Workspace;
import io.ghostworks.testing.contract.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is outside of tenants, with one defect each. */
final class WrongAccountStores {

    private WrongAccountStores() {}

    /** Takes any hash for the present one. */
    static final class ReplacesAnyHash extends Right {

        private final Map<UserId, Email> emails = new HashMap<>();

        @Override
        public void register(User user, String passwordHash) {
            super.register(user, passwordHash);
            emails.put(user.id(), user.email());
        }

        @Override
        public boolean replaceHash(UserId user, String present, String next) {
            return Optional.ofNullable(emails.get(user))
                    .flatMap(this::findCredentials)
                    .map(credentials -> super.replaceHash(user, credentials.passwordHash(), next))
                    .orElse(false);
        }
    }

    /** Does everything right. */
    static class Right implements AccountStore {

        private final AccountStore right = new InMemoryGhostworks().accounts();

        @Override
        public void register(User user, String passwordHash) {
            right.register(user, passwordHash);
        }

        @Override
        public Optional<Credentials> findCredentials(Email email) {
            return right.findCredentials(email);
        }

        @Override
        public boolean replaceHash(UserId user, String present, String next) {
            return right.replaceHash(user, present, next);
        }

        @Override
        public Optional<User> findUser(Caller.Session caller) {
            return right.findUser(caller);
        }

        @Override
        public boolean verifyEmail(UserId user, Email email) {
            return right.verifyEmail(user, email);
        }

        @Override
        public boolean openSession(SessionOpening opening, Duration lifetime) {
            return right.openSession(opening, lifetime);
        }

        @Override
        public Optional<Caller.Session> rotate(TokenHash spent, TokenHash next, Duration lifetime) {
            return right.rotate(spent, next, lifetime);
        }

        @Override
        public void closeSession(TokenHash token) {
            right.closeSession(token);
        }

        @Override
        public List<OpenSession> listSessions(Caller.Session caller) {
            return right.listSessions(caller);
        }

        @Override
        public void endSession(Caller.Session caller, SessionId session) {
            right.endSession(caller, session);
        }

        @Override
        public void endSessions(Caller.Session caller) {
            right.endSessions(caller);
        }

        @Override
        public Optional<String> findPassword(Caller.Session caller) {
            return right.findPassword(caller);
        }

        @Override
        public boolean changePassword(Caller.Session caller, String present, String next) {
            return right.changePassword(caller, present, next);
        }
    }

    /** Ends whatever session it is given the id of. */
    static final class EndsAnybodysSession extends Right {

        private final Map<SessionId, Caller.Session> opened = new HashMap<>();

        @Override
        public boolean openSession(SessionOpening opening, Duration lifetime) {
            opened.put(opening.caller().session(), opening.caller());
            return super.openSession(opening, lifetime);
        }

        @Override
        public void endSession(Caller.Session caller, SessionId session) {
            super.endSession(opened.getOrDefault(session, caller), session);
        }
    }

    static final class KeepsOtherSessions extends Right {

        @Override
        public boolean changePassword(Caller.Session caller, String present, String next) {
            return true;
        }
    }

    /** Does not ask for the session of whoever asks. */
    static final class AsksForNoSession extends Right {

        private final Map<UserId, Caller.Session> latest = new HashMap<>();

        @Override
        public boolean openSession(SessionOpening opening, Duration lifetime) {
            latest.put(opening.caller().user(), opening.caller());
            return super.openSession(opening, lifetime);
        }

        @Override
        public List<OpenSession> listSessions(Caller.Session caller) {
            return super.listSessions(latest.getOrDefault(caller.user(), caller));
        }

        @Override
        public void endSessions(Caller.Session caller) {
            super.endSessions(latest.getOrDefault(caller.user(), caller));
        }

        @Override
        public boolean changePassword(Caller.Session caller, String present, String next) {
            return super.changePassword(latest.getOrDefault(caller.user(), caller), present, next);
        }
    }

    /** Opens a session for whoever proved a password at any time. */
    static final class TakesAnOldPassword extends Right {

        private final Map<UserId, String> first = new HashMap<>();
        private final Map<UserId, String> present = new HashMap<>();

        @Override
        public void register(User user, String passwordHash) {
            super.register(user, passwordHash);
            first.put(user.id(), passwordHash);
        }

        @Override
        public boolean changePassword(Caller.Session caller, String before, String next) {
            present.put(caller.user(), next);
            return super.changePassword(caller, before, next);
        }

        @Override
        public boolean openSession(SessionOpening opening, Duration lifetime) {
            UserId user = opening.caller().user();
            String hash = opening.passwordHash().equals(first.get(user))
                    ? present.getOrDefault(user, opening.passwordHash())
                    : opening.passwordHash();
            return super.openSession(
                    new SessionOpening(opening.caller(), hash, opening.userAgent(), opening.first()), lifetime);
        }
    }

    static final class KeepsTheSessionOfAThief extends Right {

        private final Set<TokenHash> spentOnes = new HashSet<>();

        @Override
        public Optional<Caller.Session> rotate(TokenHash spent, TokenHash next, Duration lifetime) {
            return spentOnes.add(spent) ? super.rotate(spent, next, lifetime) : Optional.empty();
        }
    }

    static final class ForgetsWhenTokensExpire extends Right {

        @Override
        public boolean openSession(SessionOpening opening, Duration lifetime) {
            return super.openSession(opening, Duration.ofDays(1));
        }

        @Override
        public Optional<Caller.Session> rotate(TokenHash spent, TokenHash next, Duration lifetime) {
            return super.rotate(spent, next, Duration.ofDays(1));
        }
    }

    static final class ClosesNoSession extends Right {

        @Override
        public void closeSession(TokenHash token) {
            // Leaves it open.
        }
    }

    static final class SwallowsAConflict extends Right {

        @Override
        public void register(User user, String passwordHash) {
            try {
                super.register(user, passwordHash);
            } catch (Conflict taken) {
                // Says nothing.
            }
        }
    }

    static final class VerifiesAnyEmail extends Right {

        @Override
        public boolean verifyEmail(UserId user, Email email) {
            super.verifyEmail(user, email);
            return true;
        }
    }

    /** Shows everyone's workspaces to everyone. */
    static final class ListsAllWorkspaces implements TenantDirectory {

        private final TenantDirectory right;
        private final Set<UserId> owners = new HashSet<>();

        ListsAllWorkspaces(TenantDirectory right) {
            this.right = right;
        }

        @Override
        public List<Workspace> list(UserId user) {
            return owners.stream().flatMap(owner -> right.list(owner).stream()).toList();
        }

        @Override
        public Tenant create(TenantId id, TenantDraft draft, Slug slug, UserId owner, Instant now) {
            owners.add(owner);
            return right.create(id, draft, slug, owner, now);
        }
    }

    /** Finds another slug by itself. */
    record TakesAnotherSlug(TenantDirectory right) implements TenantDirectory {

        @Override
        public List<Workspace> list(UserId user) {
            return right.list(user);
        }

        @Override
        public Tenant create(TenantId id, TenantDraft draft, Slug slug, UserId owner, Instant now) {
            try {
                return right.create(id, draft, slug, owner, now);
            } catch (Conflict taken) {
                return right.create(id, draft, World.slug(), owner, now);
            }
        }
    }
}
