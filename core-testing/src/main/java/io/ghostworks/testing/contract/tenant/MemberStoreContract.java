package io.ghostworks.testing.contract.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.Email;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.Role;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a {@link io.ghostworks.tenant.MemberStore} must do. */
public interface MemberStoreContract extends LastOwnerContract {

    @Test
    default void listsAllMembersActiveOrNotByTheTimeTheyJoined() {
        Room room = world().room();
        User late = world().user();
        User early = world().user();
        join(room, late, World.THEN.plusNanos(2_000));
        join(room, early, World.THEN.plusNanos(1_000));
        room.run(stores -> stores.members().update(early.id(), off()));

        assertThat(room.members())
                .extracting(Member::user)
                .containsExactly(room.owner().id(), early.id(), late.id());
        assertThat(room.members()).extracting(Member::isActive).containsExactly(true, false, true);
    }

    @Test
    default void listsByIdWhoJoinedAtOnce() {
        Room room = world().room();
        List<User> users = Stream.generate(() -> world().user()).limit(6).toList();
        users.forEach(user -> join(room, user, World.THEN.plusSeconds(1)));

        assertThat(room.members().subList(1, 7))
                .extracting(member -> member.user().toString())
                .isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    default void locksAMemberAgainstEveryOtherChange() {
        Room room = world().room();
        User user = world().user();
        room.join(user, Role.MEMBER);
        Callable<Member> locking = () -> room.write(stores -> stores.members().lock(user.id()));
        try (Together.Later<Member> second = Together.later(locking)) {
            Member promoted = room.write(stores -> {
                stores.members().lock(user.id());
                second.startAndGiveItTime();
                return stores.members().update(user.id(), new MemberChange(Optional.of(Role.ADMIN), Optional.empty()));
            });
            assertThat(second.result()).isEqualTo(promoted);
        }
    }

    @Test
    default void locksNobodyWhoIsNotAMember() {
        Room room = world().room();
        User stranger = world().user();

        assertThatThrownBy(() -> room.<Member>write(stores -> stores.members().lock(stranger.id())))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void findsAMemberWithTheUsersNameAndEmail() {
        Room room = world().room();
        User user = world().user();
        Instant joined = World.THEN.plusNanos(789_000);
        Member added = join(room, user, joined);

        assertThat(added)
                .isEqualTo(new Member(
                        user.id(), user.email(), user.firstName(), user.lastName(), Role.MEMBER, true, joined));
        assertThat(room.member(user)).contains(added);
        assertThat(room.<Member>read(stores -> stores.members().get(user.id()))).isEqualTo(added);
    }

    @Test
    default void findsNobodyWhoIsNotAMember() {
        Room room = world().room();
        for (UserId nobody : List.of(world().user().id(), new UserId(UUID.randomUUID()))) {
            assertThat(room.<Optional<Member>>read(stores -> stores.members().find(nobody)))
                    .isEmpty();
            assertThatThrownBy(
                            () -> room.<Member>read(stores -> stores.members().get(nobody)))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(
                            () -> room.<Member>write(stores -> stores.members().update(nobody, off())))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> room.run(stores -> stores.members().remove(nobody)))
                    .isInstanceOf(NotFound.class);
        }
    }

    @Test
    default void addsAUserInEachRole() {
        Room room = world().room();
        for (Role role : Role.values()) {
            User user = world().user();
            assertThat(room.join(user, role).role()).isEqualTo(role);
            assertThat(room.member(user)).map(Member::role).contains(role);
        }
    }

    @Test
    default void refusesToAddAnEmailThatNobodyHas() {
        Room room = world().room();
        User user = world().user();

        for (Email email : List.of(World.email(), new Email("x" + user.email()))) {
            assertThatThrownBy(() -> room.<Member>write(it -> it.members().add(email, Role.MEMBER, World.THEN)))
                    .isInstanceOf(NotFound.class);
        }
        assertThat(room.members()).hasSize(1);
    }

    @Test
    default void refusesToAddAnInactiveUser() {
        Room room = world().room();
        User user = world().user();
        ports().deactivation().accept(user.id());

        assertThatThrownBy(() -> room.join(user, Role.MEMBER)).isInstanceOf(NotFound.class);
    }

    @Test
    default void refusesToAddAMemberAgain() {
        Room room = world().room();
        User user = world().user();
        room.join(user, Role.MEMBER);

        assertThatThrownBy(() -> room.join(user, Role.ADMIN)).isInstanceOf(Conflict.class);
        assertThat(room.member(user)).map(Member::role).contains(Role.MEMBER);
    }

    @Test
    default void refusesToAddAnInactiveMemberAgain() {
        Room room = world().room();
        User user = world().user();
        room.join(user, Role.MEMBER);
        room.run(stores -> stores.members().update(user.id(), off()));

        assertThatThrownBy(() -> room.join(user, Role.MEMBER)).isInstanceOf(Conflict.class);
    }

    @Test
    default void replacesOnlyWhatTheChangeNames() {
        Room room = world().room();
        User user = world().user();
        Member added = room.join(user, Role.MEMBER);

        Member promoted = update(room, user, new MemberChange(Optional.of(Role.ADMIN), Optional.empty()));
        assertThat(promoted).isEqualTo(with(added, Role.ADMIN, true));
        assertThat(update(room, user, off())).isEqualTo(with(added, Role.ADMIN, false));
        assertThat(update(room, user, new MemberChange(Optional.empty(), Optional.empty())))
                .isEqualTo(with(added, Role.ADMIN, false));
        assertThat(update(room, user, new MemberChange(Optional.of(Role.MEMBER), Optional.of(true))))
                .isEqualTo(added);
        assertThat(room.member(user)).contains(added);
    }

    @Test
    default void removesAMember() {
        Room room = world().room();
        User user = world().user();
        room.join(user, Role.MEMBER);

        room.run(stores -> stores.members().remove(user.id()));

        assertThat(room.member(user)).isEmpty();
        assertThat(room.members()).hasSize(1);
        room.join(user, Role.ADMIN);
        assertThat(room.member(user)).map(Member::role).contains(Role.ADMIN);
    }

    @Test
    default void showsOnlyTheMembershipsOfItsOwnTenant() {
        Room mine = world().room();
        Room other = world().room();
        User both = world().user();
        mine.join(both, Role.MEMBER);
        other.join(both, Role.ADMIN);

        assertThat(mine.members())
                .extracting(Member::user)
                .containsExactlyInAnyOrder(mine.owner().id(), both.id());
        assertThat(mine.member(both)).map(Member::role).contains(Role.MEMBER);
        assertThat(mine.member(other.owner())).isEmpty();
        assertThat(new Room(ports(), mine.tenant(), both).members()).hasSize(2);
    }

    @Test
    default void touchesOnlyTheMembershipsOfItsOwnTenant() {
        Room mine = world().room();
        Room other = world().room();
        User both = world().user();
        mine.join(both, Role.MEMBER);
        Member there = other.join(both, Role.MEMBER);

        update(mine, both, new MemberChange(Optional.of(Role.ADMIN), Optional.of(false)));
        assertThat(other.member(both)).contains(there);
        mine.run(stores -> stores.members().remove(both.id()));
        assertThat(other.member(both)).contains(there);
        assertThatThrownBy(() -> mine.run(stores -> stores.members().remove(both.id())))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> update(mine, other.owner(), off())).isInstanceOf(NotFound.class);
        assertThat(other.members()).hasSize(2);
    }

    @Test
    default void letsAnAdminAddChangeAndRemoveMembers() {
        Room room = world().room();
        Room admins = as(room, Role.ADMIN);
        User user = world().user();

        assertThat(admins.join(user, Role.MEMBER).role()).isEqualTo(Role.MEMBER);
        assertThat(update(admins, user, off()).isActive()).isFalse();
        admins.run(stores -> stores.members().remove(user.id()));
        assertThat(admins.join(user, Role.ADMIN).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    default void keepsAnAdminFromGrantingOwnerAndFromTouchingAdminsAndOwners() {
        Room room = world().room();
        Room admins = as(room, Role.ADMIN);
        User colleague = world().user();
        User user = world().user();
        room.join(colleague, Role.ADMIN);
        room.join(user, Role.MEMBER);
        List<Member> before = room.members();

        assertForbidden(() -> admins.join(world().user(), Role.OWNER));
        assertForbidden(() -> update(admins, user, to(Role.OWNER)));
        assertForbidden(() -> update(admins, admins.owner(), to(Role.MEMBER)));
        for (User above : List.of(room.owner(), colleague)) {
            assertForbidden(() -> update(admins, above, to(Role.MEMBER)));
            assertForbidden(() -> update(admins, above, off()));
            assertForbidden(() -> admins.run(stores -> stores.members().remove(above.id())));
        }
        assertThat(room.members()).isEqualTo(before);
    }

    @Test
    default void keepsAMemberFromTouchingAnybodyButThemself() {
        Room room = world().room();
        Room members = as(room, Role.MEMBER);
        User user = world().user();
        room.join(user, Role.MEMBER);

        assertForbidden(() -> members.join(world().user(), Role.MEMBER));
        assertForbidden(() -> update(members, user, off()));
        assertForbidden(() -> update(members, members.owner(), to(Role.OWNER)));
        assertForbidden(() -> members.run(stores -> stores.members().remove(user.id())));
        members.run(stores -> stores.members().remove(members.owner().id()));

        assertThat(room.members())
                .extracting(Member::user)
                .containsExactlyInAnyOrder(room.owner().id(), user.id());
    }

    @Test
    default void letsNobodyChangeMembersWhoIsNoActiveMember() {
        Room room = world().room();
        User user = world().user();
        room.join(user, Role.MEMBER);
        Room asleep = as(room, Role.OWNER);
        update(room, asleep.owner(), off());
        Room stranger = new Room(ports(), room.tenant(), world().user());
        List<Member> before = room.members();

        for (Room outside : List.of(asleep, stranger)) {
            assertThatThrownBy(() -> outside.join(world().user(), Role.MEMBER)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> update(outside, user, to(Role.OWNER))).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> outside.run(stores -> stores.members().remove(user.id())))
                    .isInstanceOf(NotFound.class);
        }
        assertThat(room.members()).isEqualTo(before);
    }

    /** The same tenant, as a new member of that role. */
    private Room as(Room room, Role role) {
        User user = world().user();
        room.join(user, role);
        return new Room(ports(), room.tenant(), user);
    }

    private static void assertForbidden(ThrowingCallable change) {
        assertThatThrownBy(change).isInstanceOf(Forbidden.class);
    }

    private static MemberChange to(Role role) {
        return new MemberChange(Optional.of(role), Optional.empty());
    }

    private static Member join(Room room, User user, Instant when) {
        return room.write(stores -> stores.members().add(user.email(), Role.MEMBER, when));
    }

    private static Member update(Room room, User user, MemberChange change) {
        return room.write(stores -> stores.members().update(user.id(), change));
    }

    private static Member with(Member member, Role role, boolean isActive) {
        return new Member(
                member.user(),
                member.email(),
                member.firstName(),
                member.lastName(),
                role,
                isActive,
                member.createdAt());
    }

    private static MemberChange off() {
        return new MemberChange(Optional.empty(), Optional.of(false));
    }
}
