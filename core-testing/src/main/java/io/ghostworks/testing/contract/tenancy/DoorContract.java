package io.ghostworks.testing.contract.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.Role;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A {@link io.ghostworks.tenancy.Tenancy} as a door: what it opens, for whom, how long, and inside of what. */
public interface DoorContract extends Contract {

    @Test
    default void opensOneTenantAlone() {
        Room mine = world().room();
        Room other = world().room();
        Artifact artifact = other.artifact("theirs");

        assertThat(mine.find(artifact.id())).isEmpty();
        assertThat(mine.all()).isEmpty();
        assertThat(other.all()).containsExactly(artifact);
    }

    @Test
    default void showsNothingOfATenantThatDoesNotExist() {
        Room nowhere = world().nowhere();

        assertThat(nowhere.all()).isEmpty();
        assertThat(nowhere.count(ArtifactFilter.ALL)).isZero();
        assertThat(nowhere.members()).isEmpty();
        assertThatThrownBy(nowhere::now).isInstanceOf(NotFound.class);
    }

    @Test
    default void asksNothingOfTheActorUnlessAnAdmissionDoes() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");
        Scope stranger = new Scope(room.tenant(), world().user().id());

        assertThat(ports().tenancy()
                        .<Artifact>read(stranger, stores -> stores.artifacts().get(artifact.id())))
                .isEqualTo(artifact);
    }

    @Test
    default void givesBackWhatTheWorkReturns() {
        Room room = world().room();
        Object result = new Object();

        assertThat(room.<Object>read(stores -> result)).isSameAs(result);
        assertThat(room.<Object>write(stores -> result)).isSameAs(result);
    }

    @Test
    default void runsWorkWithinAScopeAndLetsDoorsOfAnyScopeBeOpenedThere() {
        Room mine = world().room();
        Room other = world().room();
        Artifact artifact = other.artifact("theirs");

        assertThat(ports().tenancy()
                        .<Integer>within(mine.scope(), () -> other.all().size()))
                .isEqualTo(List.of(artifact).size());
    }

    @Test
    default void refusesAnotherScopeWithinADoor() {
        Room mine = world().room();
        Room other = world().room();

        assertThatIllegalStateException()
                .isThrownBy(() -> mine.read(stores -> ports().tenancy().<Integer>within(other.scope(), () -> 1)));
        assertThat(mine.<Integer>read(stores -> ports().tenancy().<Integer>within(mine.scope(), () -> 1)))
                .isEqualTo(1);
    }

    @Test
    default void letsWhatTheWorkThrowsOutUnchanged() {
        Room room = world().room();
        RuntimeException failure = new RuntimeException("mine");
        Error error = new AssertionError("mine");

        assertThatThrownBy(() -> room.read(thrower(failure))).isSameAs(failure);
        assertThatThrownBy(() -> room.write(thrower(failure))).isSameAs(failure);
        assertThatThrownBy(() -> room.read(thrower(error))).isSameAs(error);
        assertThatThrownBy(() -> room.write(thrower(error))).isSameAs(error);
    }

    @Test
    default void closesTheStoresOfAReadWhenItReturns() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");
        TenantStores late = room.read(stores -> stores);

        for (Operation operation : Operation.all(room, artifact.id(), room.draft("late"))) {
            assertThatIllegalStateException()
                    .as(operation.name())
                    .isThrownBy(() -> operation.call().accept(late));
        }
    }

    @Test
    default void closesTheStoresOfAWriteWhenItReturns() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");
        TenantStores late = room.write(stores -> stores);

        for (Operation operation : Operation.all(room, artifact.id(), room.draft("late"))) {
            assertThatIllegalStateException()
                    .as(operation.name())
                    .isThrownBy(() -> operation.call().accept(late));
        }
        assertThat(room.all()).containsExactly(artifact);
    }

    @Test
    default void closesAStoreThatWasKept() {
        Room room = world().room();

        var artifacts = room.read(TenantStores::artifacts);
        var members = room.write(TenantStores::members);
        var tenant = room.read(TenantStores::tenant);

        assertThatIllegalStateException().isThrownBy(artifacts::stats);
        assertThatIllegalStateException().isThrownBy(members::list);
        assertThatIllegalStateException().isThrownBy(tenant::get);
    }

    @Test
    default void closesTheStoresWhenTheWorkThrows() {
        Room room = world().room();
        List<TenantStores> kept = new ArrayList<>();
        Consumer<TenantStores> failing = stores -> {
            kept.add(stores);
            throw new IllegalArgumentException("enough");
        };

        assertThatThrownBy(() -> room.run(failing)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> room.look(failing)).isInstanceOf(IllegalArgumentException.class);
        assertThat(kept)
                .hasSize(2)
                .allSatisfy(late -> assertThatIllegalStateException()
                        .isThrownBy(() -> late.artifacts().stats()));
    }

    @Test
    default void refusesItsStoresToOtherThreads() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");

        for (Operation operation : Operation.reading(room, artifact.id())) {
            room.look(stores -> assertThatIllegalStateException()
                    .as(operation.name())
                    .isThrownBy(
                            () -> Together.runElsewhere(() -> operation.call().accept(stores))));
        }
        for (Operation operation : Operation.changing(room, artifact.id(), room.draft("foreign"))) {
            assertThatIllegalStateException()
                    .as(operation.name())
                    .isThrownBy(() -> room.run(stores ->
                            Together.runElsewhere(() -> operation.call().accept(stores))));
        }
        assertThat(room.all()).containsExactly(artifact);
    }

    @Test
    default void joinsTheOpenTransactionOfTheSameTenant() {
        Room room = world().room();
        Artifact artifact = room.draft("inner");

        room.run(outer -> {
            room.store(artifact);
            assertThat(outer.artifacts().get(artifact.id())).isEqualTo(artifact);
            assertThat(room.find(artifact.id())).contains(artifact);
            assertThat(Together.elsewhere(() -> room.find(artifact.id()))).isEmpty();
        });
        assertThat(room.find(artifact.id())).contains(artifact);
    }

    @Test
    default void rollsTheJoinedStatementsBackWithTheOuterTransaction() {
        Room room = world().room();

        assertThatThrownBy(() -> room.run(outer -> {
                    room.artifact("inner");
                    throw new IllegalArgumentException("outer");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(room.all()).isEmpty();
    }

    @Test
    default void joinsAReadInARead() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");

        room.look(outer -> {
            assertThat(room.find(artifact.id())).contains(artifact);
            assertThat(outer.artifacts().find(artifact.id())).contains(artifact);
        });
    }

    @Test
    default void refusesToWriteInsideARead() {
        Room room = world().room();

        room.look(outer -> assertThatIllegalStateException().isThrownBy(() -> room.artifact("sneaked")));
        assertThat(room.all()).isEmpty();
    }

    @Test
    default void changesNothingInAReadInsideAWrite() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");

        for (Operation operation : Operation.changing(room, artifact.id(), room.draft("sneaked"))) {
            assertThatIllegalStateException()
                    .as(operation.name())
                    .isThrownBy(() -> room.run(outer -> room.look(operation.call())));
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> room.run(outer -> room.look(inner -> room.artifact("sneaked"))));
        assertThat(room.all()).containsExactly(artifact);
    }

    @Test
    default void changesNothingInAReadInsideAWriteWhenAnotherReadInsideItHasEnded() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");

        assertThatIllegalStateException()
                .isThrownBy(() -> room.run(outer -> room.look(reading -> {
                    assertThat(reading.artifacts().find(artifact.id())).contains(artifact);
                    assertThat(room.find(artifact.id())).contains(artifact);
                    reading.artifacts().create(room.draft("sneaked"));
                })));
        assertThat(room.all()).containsExactly(artifact);
    }

    @Test
    default void losesAWriteInWhichAReadTriedToChangeSomething() {
        Room room = world().room();

        assertThatIllegalStateException()
                .isThrownBy(() -> room.run(outer -> {
                    room.artifact("lost");
                    assertThatIllegalStateException()
                            .isThrownBy(
                                    () -> room.look(inner -> inner.artifacts().create(room.draft("sneaked"))));
                }));
        assertThat(room.all()).isEmpty();
    }

    @Test
    default void writesOnAfterAReadInsideTheWrite() {
        Room room = world().room();
        Artifact first = room.draft("first");
        Artifact second = room.draft("second");

        room.run(outer -> {
            room.store(first);
            assertThat(room.all()).containsExactly(first);
            assertThatThrownBy(() -> room.look(inner -> {
                        assertThat(inner.artifacts().find(second.id())).isEmpty();
                        throw new IllegalArgumentException("of the work");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            outer.artifacts().create(second);
        });
        assertThat(room.all()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    default void closesTheStoresOfACallThatJoined() {
        Room room = world().room();

        for (Consumer<Consumer<TenantStores>> outer :
                List.<Consumer<Consumer<TenantStores>>>of(room::run, room::look)) {
            outer.accept(stores -> {
                TenantStores late = room.read(inner -> inner);
                assertThatIllegalStateException()
                        .isThrownBy(() -> late.artifacts().stats());
                assertThat(stores.artifacts().stats().total()).isZero();
            });
        }
    }

    @Test
    default void refusesAnotherUserInsideATenant() {
        Room room = world().room();
        Room stranger = new Room(room.ports(), room.tenant(), world().user());

        room.look(outer -> assertThatIllegalStateException().isThrownBy(stranger::all));
        room.run(outer -> assertThatIllegalStateException().isThrownBy(() -> stranger.artifact("sneaked")));
        assertThat(room.all()).isEmpty();
    }

    @Test
    default void refusesAnotherTenantInsideATenant() {
        Room room = world().room();
        Room other = world().room();

        room.look(outer -> assertThatIllegalStateException().isThrownBy(other::all));
        room.look(outer -> assertThatIllegalStateException().isThrownBy(() -> other.artifact("sneaked")));
        room.run(outer -> assertThatIllegalStateException().isThrownBy(other::all));
        room.run(outer -> assertThatIllegalStateException().isThrownBy(() -> other.artifact("sneaked")));
        assertThat(other.all()).isEmpty();
    }

    @Test
    default void showsEachTenantItsOwnWhenTheyTakeTurns() {
        Room one = world().room();
        Room two = world().room();
        Artifact first = one.artifact("one");
        Artifact second = two.artifact("two");

        for (int turn = 0; turn < 12; turn++) {
            assertThat(one.all()).containsExactly(first);
            assertThat(two.all()).containsExactly(second);
        }
    }

    @Test
    default void letsNoReadChangeAnything() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");

        for (Operation operation : Operation.changing(room, artifact.id(), room.draft("sneaked"))) {
            assertThatIllegalStateException().as(operation.name()).isThrownBy(() -> room.look(operation.call()));
        }
        assertThat(room.all()).containsExactly(artifact);
        assertThat(room.member(room.owner())).map(Member::role).contains(Role.OWNER);
    }

    private static Function<TenantStores, Boolean> thrower(Throwable failure) {
        return stores -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };
    }
}
