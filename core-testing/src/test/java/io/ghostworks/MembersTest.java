package io.ghostworks;

import static io.ghostworks.tenant.Role.ADMIN;
import static io.ghostworks.tenant.Role.MEMBER;
import static io.ghostworks.tenant.Role.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.Caller;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.Together.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MembersTest {

    private static final MemberChange OFF = new MemberChange(Optional.empty(), Optional.of(false));
    private static final MemberChange NOTHING = new MemberChange(Optional.empty(), Optional.empty());

    private final Town town = new Town();
    private final Caller.Session owner = town.arrive("owner");
    private final TenantId acme = town.workspace(owner, "Acme");
    private final Caller.Session admin = town.join(owner, acme, "admin", ADMIN);
    private final Caller.Session member = town.join(owner, acme, "member", MEMBER);

    @Test
    void letsAdminsAddMembersAndAdmins() {
        town.register("new");
        town.register("newer");

        town.members.add(admin, acme, Town.email("new"), MEMBER);
        town.members.add(admin, acme, Town.email("newer"), ADMIN);

        assertThat(roleOf("new")).isEqualTo(MEMBER);
        assertThat(roleOf("newer")).isEqualTo(ADMIN);
        assertThatThrownBy(() -> town.members.add(admin, acme, Town.email("new"), ADMIN))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void tellsNobodyWhetherSomebodyHasAnEmail() {
        int before = town.members.list(admin, acme).size();

        town.members.add(admin, acme, Town.email("nobody"), MEMBER);

        assertThat(town.members.list(admin, acme)).hasSize(before);
    }

    private Role roleOf(String name) {
        return town.members.list(owner, acme).stream()
                .filter(one -> one.email().equals(Town.email(name)))
                .findFirst()
                .orElseThrow()
                .role();
    }

    @Test
    void keepsMembersFromInviting() {
        town.register("new");
        for (Role role : Role.values()) {
            assertForbidden(() -> town.members.add(member, acme, Town.email("new"), role));
        }
    }

    @Test
    void keepsAdminsFromGrantingOwner() {
        town.register("new");

        assertForbidden(() -> town.members.add(admin, acme, Town.email("new"), OWNER));
        assertForbidden(() -> town.members.update(admin, acme, member.user(), role(OWNER)));
        assertForbidden(() -> town.members.update(admin, acme, admin.user(), role(OWNER)));
        assertThat(roles()).containsExactly(OWNER, ADMIN, MEMBER);
    }

    @Test
    void keepsAdminsFromTouchingOwnersAndAdmins() {
        Caller.Session colleague = town.join(owner, acme, "colleague", ADMIN);
        for (UserId user : List.of(owner.user(), colleague.user())) {
            for (MemberChange change : List.of(role(MEMBER), role(ADMIN), OFF, NOTHING)) {
                assertForbidden(() -> town.members.update(admin, acme, user, change));
            }
            assertForbidden(() -> town.members.remove(admin, acme, user));
        }
        assertThat(roles()).containsExactly(OWNER, ADMIN, MEMBER, ADMIN);
    }

    @Test
    void keepsMembersFromTouchingAnybody() {
        for (UserId user : List.of(owner.user(), admin.user(), member.user())) {
            for (MemberChange change : List.of(role(OWNER), role(ADMIN), role(MEMBER), OFF)) {
                assertForbidden(() -> town.members.update(member, acme, user, change));
            }
        }
        assertForbidden(() -> town.members.remove(member, acme, owner.user()));
        assertForbidden(() -> town.members.remove(member, acme, admin.user()));
        assertForbidden(() -> town.members.remove(member, acme, new UserId(UUID.randomUUID())));
        assertThat(roles()).containsExactly(OWNER, ADMIN, MEMBER);
    }

    @Test
    void letsAdminsChangeAndRemoveMembers() {
        assertThat(town.members.update(admin, acme, member.user(), OFF).isActive())
                .isFalse();
        assertThat(town.members.update(admin, acme, member.user(), role(ADMIN)).role())
                .isEqualTo(ADMIN);
        assertForbidden(() -> town.members.remove(admin, acme, member.user()));
        town.members.update(owner, acme, member.user(), role(MEMBER));
        town.members.remove(admin, acme, member.user());
        assertThat(roles()).containsExactly(OWNER, ADMIN);
    }

    @Test
    void letsOwnersDoAllOfThis() {
        assertThat(town.members.update(owner, acme, admin.user(), role(OWNER)).role())
                .isEqualTo(OWNER);
        assertThat(town.members.update(owner, acme, admin.user(), role(MEMBER)).role())
                .isEqualTo(MEMBER);
        town.members.remove(owner, acme, admin.user());
        town.register("new");
        town.members.add(owner, acme, Town.email("new"), OWNER);
        assertThat(roleOf("new")).isEqualTo(OWNER);
    }

    @Test
    void letsAnyoneLeaveButTheLastOwner() {
        town.members.remove(admin, acme, admin.user());
        town.members.remove(member, acme, member.user());

        assertThatThrownBy(() -> town.members.remove(owner, acme, owner.user())).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> town.members.update(owner, acme, owner.user(), role(ADMIN)))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> town.members.update(owner, acme, owner.user(), OFF))
                .isInstanceOf(Conflict.class);
        assertThat(roles()).containsExactly(OWNER);
    }

    @Test
    void keepsOneOfTwoOwnersWhoRemoveEachOtherAtOnce() {
        for (int round = 0; round < 10; round++) {
            TenantId tenant = town.workspace(owner, "round " + round);
            Caller.Session other = town.join(owner, tenant, "other" + round, OWNER);
            List<Callable<Boolean>> both =
                    List.of(() -> remove(tenant, owner, other.user()), () -> remove(tenant, other, owner.user()));

            assertThat(Together.all(both))
                    .filteredOn(Outcome.Returned.class::isInstance)
                    .hasSize(1);
            boolean ownerStayed = !town.workspaces.list(owner).stream()
                    .filter(workspace -> workspace.tenant().id().equals(tenant))
                    .toList()
                    .isEmpty();
            assertThat(town.members.list(ownerStayed ? owner : other, tenant)).hasSize(1);
        }
    }

    @Test
    void bringsAChangeIntoForceWithTheNextRequest() {
        assertThatCode(() -> town.artifacts.stats(member, acme)).doesNotThrowAnyException();
        town.members.update(owner, acme, admin.user(), role(MEMBER));
        assertForbidden(() -> town.members.add(admin, acme, Town.email("member"), MEMBER));
        town.members.update(owner, acme, member.user(), OFF);
        assertNotFound(() -> town.artifacts.stats(member, acme));
        town.members.update(owner, acme, member.user(), new MemberChange(Optional.of(ADMIN), Optional.of(true)));
        assertThatCode(() -> town.members.update(member, acme, admin.user(), OFF))
                .doesNotThrowAnyException();
        town.members.remove(owner, acme, member.user());
        assertNotFound(() -> town.members.list(member, acme));
    }

    @Test
    void showsStrangersNothing() {
        Caller.Session stranger = town.arrive("stranger");
        town.workspace(stranger, "theirs");

        assertNotFound(() -> town.members.list(stranger, acme));
        assertNotFound(() -> town.members.add(stranger, acme, Town.email("stranger"), OWNER));
        assertNotFound(() -> town.members.update(stranger, acme, member.user(), OFF));
        assertNotFound(() -> town.members.remove(stranger, acme, member.user()));
        assertNotFound(() -> town.members.remove(stranger, acme, stranger.user()));
        assertNotFound(() -> town.members.update(owner, acme, stranger.user(), OFF));
        assertNotFound(() -> town.members.remove(owner, acme, stranger.user()));
    }

    private boolean remove(TenantId tenant, Caller.Session caller, UserId user) {
        town.members.remove(caller, tenant, user);
        return true;
    }

    private List<Role> roles() {
        return town.members.list(owner, acme).stream().map(Member::role).toList();
    }

    private static MemberChange role(Role role) {
        return new MemberChange(Optional.of(role), Optional.empty());
    }

    private static void assertForbidden(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Forbidden.class, refused -> assertThat(refused.code()).isEqualTo("forbidden"));
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NotFound.class);
    }
}
