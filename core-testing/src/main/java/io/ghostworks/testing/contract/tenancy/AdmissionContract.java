package io.ghostworks.testing.contract.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ghostworks.account.Caller;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.account.User;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.GhostworksException;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Standing;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who a {@link io.ghostworks.tenancy.Tenancy} lets in, and what it tells the admission of them. */
public interface AdmissionContract extends Contract {

    @Test
    default void tellsTheStandingOfAMember() {
        Room room = world().room();
        for (Role role : Role.values()) {
            User user = world().user();
            room.join(user, role);
            assertThat(standing(room, world().logIn(user.id()))).isEqualTo(new Standing(true, Optional.of(role), true));
        }
    }

    @Test
    default void tellsThatAStrangerHasNoRole() {
        Room room = world().room();
        Caller.Session ownerElsewhere = world().logIn(world().room().owner().id());

        assertThat(standing(room, ownerElsewhere)).isEqualTo(new Standing(true, Optional.empty(), true));
    }

    @Test
    default void tellsThatAnInactiveMemberHasNoRole() {
        Room room = world().room();
        User user = world().user();
        room.join(user, Role.ADMIN);
        room.run(stores -> stores.members().update(user.id(), new MemberChange(Optional.empty(), Optional.of(false))));

        assertThat(standing(room, world().logIn(user.id()))).isEqualTo(new Standing(true, Optional.empty(), true));
    }

    @Test
    default void tellsOfATenantThatDoesNotExistAsOfOneWithoutARole() {
        Caller.Session caller = world().logIn(world().user().id());

        assertThat(standing(world().nowhere(), caller)).isEqualTo(new Standing(true, Optional.empty(), false));
    }

    @Test
    default void tellsThatATenantIsSwitchedOff() {
        Room room = world().room();
        room.run(stores -> stores.tenant()
                .update(new TenantChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false))));

        assertThat(standing(room, world().logIn(room.owner().id())))
                .isEqualTo(new Standing(true, Optional.of(Role.OWNER), false));
    }

    @Test
    default void tellsThatASessionIsClosed() {
        Room room = world().room();
        RefreshToken token = World.refreshToken();
        Caller.Session caller = world().logIn(room.owner().id(), token);
        ports().accounts().closeSession(token.hash());

        assertThat(standing(room, caller).signedIn()).isFalse();
    }

    @Test
    default void tellsThatASessionIsSomebodyElses() {
        Room room = world().room();
        Caller.Session other = world().logIn(world().user().id());

        assertThat(standing(room, new Caller.Session(room.owner().id(), other.session()))
                        .signedIn())
                .isFalse();
    }

    @Test
    default void tellsThatAUserIsSwitchedOff() {
        Room room = world().room();
        Caller.Session caller = world().logIn(room.owner().id());
        ports().deactivation().accept(caller.user());

        assertThat(standing(room, caller).signedIn()).isFalse();
    }

    @Test
    default void asksBeforeAReadSeesAnyRow() {
        Room room = world().room();
        List<String> order = new ArrayList<>();
        TestAdmission gate = new TestAdmission(world().logIn(room.owner().id()), standing -> order.add("asked"));

        ports().tenancy().<Long>read(room.scope(), gate, stores -> {
            long count = stores.artifacts().count(ArtifactFilter.ALL);
            order.add("seen");
            return count;
        });
        assertThat(order).startsWith("asked").endsWith("seen").containsOnlyOnce("seen");
    }

    @Test
    default void asksBeforeAWriteStarts() {
        Room room = world().room();
        List<String> order = new ArrayList<>();
        TestAdmission gate = new TestAdmission(world().logIn(room.owner().id()), standing -> order.add("asked"));

        ports().tenancy().<Boolean>write(room.scope(), gate, stores -> order.add("started"));

        assertThat(order).containsExactly("asked", "started");
    }

    @Test
    default void asksEvenIfTheReadHasNoStatement() {
        Room room = world().room();
        List<Standing> asked = new ArrayList<>();
        TestAdmission gate = new TestAdmission(world().logIn(room.owner().id()), asked::add);

        ports().tenancy().<Boolean>read(room.scope(), gate, stores -> true);

        assertThat(asked).isNotEmpty().containsOnly(new Standing(true, Optional.of(Role.OWNER), true));
    }

    @Test
    default void tellsTheStandingAtTheTimeOfTheFirstStatement() {
        Room room = world().room();
        User user = world().user();
        room.join(user, Role.ADMIN);
        List<Standing> asked = new ArrayList<>();
        TestAdmission gate = new TestAdmission(world().logIn(user.id()), asked::add);

        ports().tenancy().<Long>read(new Scope(room.tenant(), user.id()), gate, stores -> {
            Together.runElsewhere(() -> room.run(it ->
                    it.members().update(user.id(), new MemberChange(Optional.of(Role.MEMBER), Optional.empty()))));
            return stores.artifacts().count(ArtifactFilter.ALL);
        });
        assertThat(asked).extracting(Standing::role).contains(Optional.of(Role.MEMBER));
    }

    @Test
    default void showsARefusedReadNothing() {
        Room room = world().room();
        room.artifact("secret");
        Forbidden refusal = Forbidden.role("No.");
        TestAdmission refusing =
                TestAdmission.refusing(world().logIn(room.owner().id()), refusal);

        for (Operation operation :
                Operation.reading(room, room.artifact("thing").id())) {
            List<String> seen = new ArrayList<>();
            assertThatThrownBy(() -> ports().tenancy().<Boolean>read(room.scope(), refusing, stores -> {
                        operation.call().accept(stores);
                        return seen.add(operation.name());
                    }))
                    .isSameAs(refusal);
            assertThat(seen).isEmpty();
        }
    }

    @Test
    default void refusesAReadThatIgnoresTheRefusal() {
        Room room = world().room();
        Forbidden refusal = Forbidden.role("No.");
        TestAdmission refusing =
                TestAdmission.refusing(world().logIn(room.owner().id()), refusal);
        List<Throwable> thrown = new ArrayList<>();

        assertThatThrownBy(() -> ports().tenancy().<Boolean>read(room.scope(), refusing, stores -> {
                    thrown.add(catchThrowable(() -> stores.artifacts().stats()));
                    return thrown.add(catchThrowable(() -> stores.members().list()));
                }))
                .isSameAs(refusal);
        assertThat(thrown).hasSize(2).allMatch(GhostworksException.class::isInstance);
    }

    @Test
    default void doesNotStartARefusedWrite() {
        Room room = world().room();
        Forbidden refusal = Forbidden.role("No.");
        TestAdmission refusing =
                TestAdmission.refusing(world().logIn(room.owner().id()), refusal);
        List<String> started = new ArrayList<>();

        assertThatThrownBy(() -> ports().tenancy().<Boolean>write(room.scope(), refusing, stores -> {
                    stores.artifacts().create(room.draft("thing"));
                    return started.add("started");
                }))
                .isSameAs(refusal);
        assertThat(started).isEmpty();
        assertThat(room.all()).isEmpty();
    }

    @Test
    default void asksTheAdmissionOfACallThatJoins() {
        Room room = world().room();
        Forbidden refusal = Forbidden.role("No.");
        TestAdmission refusing =
                TestAdmission.refusing(world().logIn(room.owner().id()), refusal);

        assertThatThrownBy(() -> room.look(outer -> ports().tenancy()
                        .<Long>read(room.scope(), refusing, it -> it.artifacts().count(ArtifactFilter.ALL))))
                .isSameAs(refusal);
        assertThatThrownBy(
                        () -> room.run(outer -> ports().tenancy().<Boolean>write(room.scope(), refusing, it -> true)))
                .isSameAs(refusal);
    }

    /** What a read tells of the caller; a write must tell the same. */
    private Standing standing(Room room, Caller.Session caller) {
        Scope scope = new Scope(room.tenant(), caller.user());
        List<Standing> told = new ArrayList<>();
        TestAdmission gate = new TestAdmission(caller, told::add);
        ports().tenancy().<Long>read(scope, gate, stores -> stores.artifacts().count(ArtifactFilter.ALL));
        ports().tenancy().<Boolean>write(scope, gate, stores -> true);
        assertThat(told).hasSizeGreaterThanOrEqualTo(2);
        assertThat(told).containsOnly(told.getFirst());
        return told.getFirst();
    }
}
