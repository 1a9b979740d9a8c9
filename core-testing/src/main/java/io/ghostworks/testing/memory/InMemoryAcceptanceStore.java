package io.ghostworks.testing.memory;

import io.ghostworks.account.Caller;
import io.ghostworks.account.TokenHash;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.tenant.AcceptanceStore;
import io.ghostworks.tenant.Invitation;
import io.ghostworks.tenant.Joined;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.testing.memory.Rows.InvitationKey;
import io.ghostworks.testing.memory.Rows.LetterKind;
import io.ghostworks.testing.memory.Rows.MailedRow;
import io.ghostworks.testing.memory.Rows.UserRow;
import io.ghostworks.testing.memory.TenantRows.MemberRow;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;

/** Accepts invitations in a vault. */
final class InMemoryAcceptanceStore implements AcceptanceStore {

    private final Vault vault;
    /** Stands for the database's. */
    private final Clock clock;

    InMemoryAcceptanceStore(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public Optional<Joined> accept(Caller.Session caller, TokenHash token) {
        return inTurn(token, rows -> {
            if (!rows.signedIn(caller.user(), caller)) {
                throw Unauthenticated.token();
            }
            return join(rows, token, Objects.requireNonNull(rows.users().get(caller.user())));
        });
    }

    @Override
    public boolean mayAccept(TokenHash token) {
        return good(vault.committed(), token).isPresent();
    }

    @Override
    public Optional<Joined> acceptAnew(
            TokenHash token, UserId user, Optional<String> firstName, Optional<String> lastName, String passwordHash) {
        return inTurn(
                token,
                rows -> good(rows, token).map(mailed -> {
                    boolean isTaken = rows.users().values().stream()
                            .anyMatch(row -> row.user().email().equals(mailed.email()));
                    if (isTaken) {
                        throw new Conflict("This email is taken.");
                    }
                    Instant now = now();
                    User added = new User(user, mailed.email(), firstName, lastName, false, true, now, now);
                    rows.users().put(user, new UserRow(added, passwordHash));
                    return join(rows, token, new UserRow(added, passwordHash))
                            .orElseThrow(() -> new NotFound("workspace"));
                }));
    }

    private Optional<Joined> join(Rows rows, TokenHash token, UserRow user) {
        return good(rows, token)
                .flatMap(MailedRow::invitation)
                .flatMap(key -> invitation(rows, key)
                        .filter(found -> found.email().equals(user.user().email()))
                        .map(found -> join(rows, key, found, user)));
    }

    private Joined join(Rows rows, InvitationKey key, Invitation invitation, UserRow user) {
        TenantRows changed = rows.tenant(key.tenant()).copy();
        changed.members.putIfAbsent(user.user().id(), new MemberRow(user.user().id(), invitation.role(), true, now()));
        changed.invitations.remove(key.id());
        rows.tenants().put(key.tenant(), changed);
        rows.users().put(user.user().id(), user.verified());
        Tenant tenant = changed.tenant();
        return new Joined(
                tenant.id(),
                tenant.name(),
                tenant.slug(),
                Objects.requireNonNull(changed.members.get(user.user().id())).role());
    }

    private Optional<Invitation> invitation(Rows rows, InvitationKey key) {
        TenantRows tenant = rows.tenant(key.tenant());
        return tenant.found()
                .filter(Tenant::isActive)
                .flatMap(there -> Optional.ofNullable(tenant.invitations.get(key.id())))
                .filter(found -> found.expiresAt().isAfter(clock.instant()));
    }

    private Optional<MailedRow> good(Rows rows, TokenHash token) {
        return Optional.ofNullable(rows.mailed().get(token))
                .filter(row -> row.isGoodFor(LetterKind.INVITATION, clock.instant()))
                .filter(row -> row.invitation()
                        .map(key -> rows.tenant(key.tenant()).invitations.containsKey(key.id()))
                        .orElse(false));
    }

    /** After whoever is changing that tenant. */
    private <T> T inTurn(TokenHash token, Function<Rows, T> change) {
        Optional<InvitationKey> key =
                Optional.ofNullable(vault.committed().mailed().get(token)).flatMap(MailedRow::invitation);
        if (key.isEmpty()) {
            return vault.change(change);
        }
        Lock lock = vault.lock(key.get().tenant());
        lock.lock();
        try {
            return vault.change(change);
        } finally {
            lock.unlock();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
