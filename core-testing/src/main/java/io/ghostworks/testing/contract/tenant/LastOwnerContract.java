package io.ghostworks.testing.contract.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.User;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.Role;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.Together.Outcome;
import io.ghostworks.testing.contract.World;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** That a tenant keeps at least one active owner. */
public interface LastOwnerContract extends Contract {

    @Test
    default void keepsTheLastOwnerFromLeaving() {
        Room room = world().room();
        room.join(world().user(), Role.ADMIN);

        assertThatThrownBy(() -> leave(room, room.owner())).isInstanceOf(Conflict.class);
        assertThat(room.member(room.owner())).map(Member::role).contains(Role.OWNER);
    }

    @Test
    default void keepsTheLastOwnerFromBeingDemoted() {
        Room room = world().room();

        assertThatThrownBy(() -> change(room, room.owner(), Optional.of(Role.ADMIN), Optional.empty()))
                .isInstanceOf(Conflict.class);
        assertThat(room.member(room.owner())).map(Member::role).contains(Role.OWNER);
    }

    @Test
    default void keepsTheLastOwnerFromBeingSwitchedOff() {
        Room room = world().room();

        assertThatThrownBy(() -> change(room, room.owner(), Optional.empty(), Optional.of(false)))
                .isInstanceOf(Conflict.class);
        assertThat(room.member(room.owner())).map(Member::isActive).contains(true);
    }

    @Test
    default void doesNotCountAnInactiveOwner() {
        Room room = world().room();
        User other = world().user();
        room.join(other, Role.OWNER);
        change(room, other, Optional.empty(), Optional.of(false));

        assertThatThrownBy(() -> leave(room, room.owner())).isInstanceOf(Conflict.class);
    }

    @Test
    default void doesNotCountTheOwnersOfOtherTenants() {
        Room room = world().room();
        Room other = world().room();
        other.join(room.owner(), Role.OWNER);

        assertThatThrownBy(() -> leave(room, room.owner())).isInstanceOf(Conflict.class);
    }

    @Test
    default void letsAnOwnerGoWhoLeavesAnother() {
        Room room = world().room();
        User heir = world().user();
        room.join(heir, Role.OWNER);

        leave(room, room.owner());

        assertThat(new Room(ports(), room.tenant(), heir).members())
                .extracting(Member::user)
                .containsExactly(heir.id());
    }

    @Test
    default void letsOwnersChangeHandsInOneWrite() {
        Room room = world().room();
        User heir = world().user();

        room.run(stores -> {
            stores.members().add(heir.email(), Role.OWNER, World.THEN);
            stores.members().remove(room.owner().id());
        });

        assertThat(room.members()).extracting(Member::user).containsExactly(heir.id());
    }

    @Test
    default void losesTheWholeWriteThatWouldLeaveNoOwner() {
        Room room = world().room();

        assertThatThrownBy(() -> room.run(stores -> {
                    stores.artifacts().create(room.draft("lost"));
                    stores.members().remove(room.owner().id());
                }))
                .isInstanceOf(Conflict.class);
        assertThat(room.all()).isEmpty();
        assertThat(room.members()).hasSize(1);
    }

    @Test
    default void keepsOneOfTwoOwnersWhoLeaveAtOnce() {
        for (int round = 0; round < 10; round++) {
            Room room = world().room();
            User other = world().user();
            room.join(other, Role.OWNER);
            Room theirs = new Room(ports(), room.tenant(), other);

            assertThat(failureOfOneOfTwo(() -> leave(room, room.owner()), () -> leave(theirs, other)))
                    .isInstanceOf(Conflict.class);

            assertThat(room.members()).hasSize(1).allMatch(member -> member.role() == Role.OWNER);
        }
    }

    @Test
    default void keepsOneOfTwoOwnersWhoTurnOnEachOther() {
        for (int round = 0; round < 10; round++) {
            Room room = world().room();
            User other = world().user();
            room.join(other, Role.OWNER);
            Room theirs = new Room(ports(), room.tenant(), other);

            Throwable failure = failureOfOneOfTwo(
                    () -> change(room, other, Optional.of(Role.MEMBER), Optional.empty()),
                    () -> change(theirs, room.owner(), Optional.empty(), Optional.of(false)));
            // The second of the two is by then no longer an owner, or no longer an active member.
            assertThat(failure).isInstanceOfAny(Conflict.class, Forbidden.class, NotFound.class);

            assertThat(room.members())
                    .filteredOn(member -> member.role() == Role.OWNER && member.isActive())
                    .hasSize(1);
        }
    }

    /**
     * A third owner is left, so the rule of the last owner does not refuse: the second must not act by the role that
     * the first is taking away.
     */
    @Test
    default void refusesTheSecondOfTwoOwnersWhoTurnOnEachOtherBesideAThird() {
        Room room = world().room();
        User other = world().user();
        room.join(other, Role.OWNER);
        room.join(world().user(), Role.OWNER);
        Room theirs = new Room(ports(), room.tenant(), other);
        User newcomer = world().user();
        List<Runnable> answers = List.of(
                () -> change(theirs, room.owner(), Optional.of(Role.MEMBER), Optional.empty()),
                () -> theirs.run(stores -> stores.members().remove(room.owner().id())),
                () -> theirs.join(newcomer, Role.OWNER));

        for (Runnable answer : answers) {
            try (var second = Together.later(() -> run(answer))) {
                room.run(stores -> {
                    stores.members().update(other.id(), new MemberChange(Optional.of(Role.MEMBER), Optional.empty()));
                    second.startAndGiveItTime();
                });
                assertThatThrownBy(second::result).hasCauseInstanceOf(Forbidden.class);
            }
            change(room, other, Optional.of(Role.OWNER), Optional.empty());
        }
        assertThat(room.members()).hasSize(3).allMatch(member -> member.role() == Role.OWNER);
    }

    private static Throwable failureOfOneOfTwo(Runnable one, Runnable other) {
        List<Callable<Boolean>> works = List.of(() -> run(one), () -> run(other));
        List<Outcome<Boolean>> outcomes = Together.all(works);

        assertThat(outcomes).filteredOn(Outcome.Returned.class::isInstance).hasSize(1);
        return outcomes.stream()
                .filter(Outcome.Thrown.class::isInstance)
                .map(outcome -> ((Outcome.Thrown<?>) outcome).cause())
                .findFirst()
                .orElseThrow();
    }

    private static boolean run(Runnable work) {
        work.run();
        return true;
    }

    private static void leave(Room room, User user) {
        room.run(stores -> stores.members().remove(user.id()));
    }

    private static void change(Room room, User user, Optional<Role> role, Optional<Boolean> isActive) {
        room.run(stores -> stores.members().update(user.id(), new MemberChange(role, isActive)));
    }
}
