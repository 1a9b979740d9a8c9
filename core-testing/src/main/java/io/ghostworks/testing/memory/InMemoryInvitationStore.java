package io.ghostworks.testing.memory;

import io.ghostworks.account.Email;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.Invitation;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.InvitationStore;
import io.ghostworks.tenant.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The invitations of a visit's tenant. */
class InMemoryInvitationStore implements InvitationStore {

    static final Duration LIFETIME = Duration.ofDays(7);

    private final Visit visit;

    InMemoryInvitationStore(Visit visit) {
        this.visit = visit;
    }

    @Override
    public List<Invitation> list() {
        return visit.see(rows -> rows.invitations.values().stream()
                .sorted(Comparator.comparing(Invitation::createdAt)
                        .thenComparing(invitation -> invitation.id().value(), Order.IDS))
                .toList());
    }

    @Override
    public Invitation invite(InvitationId id, Email email, Role role) {
        return visit.change(rows -> {
            requireRole(rows, role);
            Instant now = visit.now();
            requireStranger(rows, email);
            rows.invitations
                    .values()
                    .removeIf(
                            old -> old.email().equals(email) && !old.expiresAt().isAfter(now));
            if (rows.invitations.values().stream()
                    .anyMatch(old -> old.email().equals(email) || old.id().equals(id))) {
                throw new Conflict("This email is invited already.");
            }
            if (rows.invitations.size() >= MOST) {
                throw new Conflict("A workspace has at most " + MOST + " invitations.");
            }
            return put(
                    rows, new Invitation(id, email, role, Optional.of(visit.scope.actor()), now, now.plus(LIFETIME)));
        });
    }

    private void requireStranger(TenantRows rows, Email email) {
        var users = visit.door.vault.committed().users();
        boolean isMember = rows.members.keySet().stream()
                .anyMatch(user -> Optional.ofNullable(users.get(user))
                        .map(row -> row.user().email().equals(email))
                        .orElse(false));
        if (isMember) {
            throw new Conflict("This user is a member already.");
        }
    }

    private static Invitation put(TenantRows rows, Invitation invitation) {
        rows.invitations.put(invitation.id(), invitation);
        rows.toSend.add(invitation);
        return invitation;
    }

    @Override
    public void resend(InvitationId id) {
        visit.run(rows -> {
            Invitation old = required(rows, id);
            put(
                    rows,
                    new Invitation(
                            id,
                            old.email(),
                            old.role(),
                            old.invitedBy(),
                            old.createdAt(),
                            visit.now().plus(LIFETIME)));
        });
    }

    @Override
    public void revoke(InvitationId id) {
        visit.run(rows -> {
            Invitation gone = required(rows, id);
            rows.toSend.remove(gone);
            rows.invitations.remove(id);
        });
    }

    private Invitation required(TenantRows rows, InvitationId id) {
        Invitation found = rows.invitations.get(id);
        requireRole(rows, found == null ? Role.MEMBER : found.role());
        return Optional.ofNullable(found).orElseThrow(() -> new NotFound("invitation"));
    }

    /** Who may invite as that. */
    void requireRole(TenantRows rows, Role invited) {
        visit.requireRole(rows, invited == Role.OWNER ? Role.OWNER : Role.ADMIN);
    }
}
