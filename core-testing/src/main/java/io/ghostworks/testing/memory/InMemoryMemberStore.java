package io.ghostworks.testing.memory;

import io.ghostworks.account.Email;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.MemberStore;
import io.ghostworks.tenant.Role;
import io.ghostworks.testing.memory.Rows.UserRow;
import io.ghostworks.testing.memory.TenantRows.MemberRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The members of a visit's tenant. */
class InMemoryMemberStore implements MemberStore {

    private static final Comparator<Member> BY_JOINING = Comparator.comparing(Member::createdAt)
            .thenComparing(member -> member.user().value(), Order.IDS);

    final Visit visit;

    InMemoryMemberStore(Visit visit) {
        this.visit = visit;
    }

    @Override
    public List<Member> list() {
        return visit.see(rows -> rows.members.values().stream()
                .map(this::member)
                .sorted(BY_JOINING)
                .toList());
    }

    @Override
    public Optional<Member> find(UserId user) {
        return visit.see(rows -> Optional.ofNullable(rows.members.get(user)).map(this::member));
    }

    @Override
    public Member lock(UserId user) {
        return visit.change(
                rows -> member(Optional.ofNullable(rows.members.get(user)).orElseThrow(() -> new NotFound("member"))));
    }

    @Override
    public Member add(Email email, Role role, Instant now) {
        return visit.change(rows -> {
            requireRole(rows, role == Role.OWNER ? Role.OWNER : Role.ADMIN);
            UserId user = activeUser(email);
            MemberRow row = new MemberRow(user, role, true, now.truncatedTo(ChronoUnit.MICROS));
            if (rows.members.putIfAbsent(user, row) != null) {
                throw new Conflict("This user is a member already.");
            }
            return member(row);
        });
    }

    @Override
    public Member update(UserId user, MemberChange change) {
        return visit.change(rows -> {
            MemberRow old = Optional.ofNullable(rows.members.get(user)).orElseThrow(() -> new NotFound("member"));
            boolean grantsOwner = change.role().filter(Role.OWNER::equals).isPresent();
            requireRole(rows, old.role() == Role.MEMBER && !grantsOwner ? Role.ADMIN : Role.OWNER);
            MemberRow changed = new MemberRow(
                    user, change.role().orElse(old.role()), change.isActive().orElse(old.isActive()), old.createdAt());
            rows.members.put(user, changed);
            return member(changed);
        });
    }

    @Override
    public void remove(UserId user) {
        visit.run(rows -> {
            MemberRow old = Optional.ofNullable(rows.members.get(user)).orElseThrow(() -> new NotFound("member"));
            if (!user.equals(visit.scope.actor())) {
                requireRole(rows, old.role() == Role.MEMBER ? Role.ADMIN : Role.OWNER);
            }
            rows.members.remove(user);
        });
    }

    void requireRole(TenantRows rows, Role least) {
        visit.requireRole(rows, least);
    }

    private UserId activeUser(Email email) {
        return visit.door.vault.committed().users().values().stream()
                .map(UserRow::user)
                .filter(user -> user.isActive() && user.email().equals(email))
                .findFirst()
                .orElseThrow(() -> new NotFound("user"))
                .id();
    }

    Member member(MemberRow row) {
        User user = Objects.requireNonNull(visit.door.vault.committed().users().get(row.user()))
                .user();
        return new Member(
                row.user(),
                user.email(),
                user.firstName(),
                user.lastName(),
                row.role(),
                row.isActive(),
                row.createdAt());
    }
}
