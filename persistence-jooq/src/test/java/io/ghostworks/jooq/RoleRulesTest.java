package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.Invitations;
import io.ghostworks.Members;
import io.ghostworks.TimeAndIds;
import io.ghostworks.Workspaces;
import io.ghostworks.account.Caller;
import io.ghostworks.account.User;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Forbidden;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.testing.contract.Ports;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import io.ghostworks.testing.memory.FakePasswords;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of roles are in the core and in the database's functions: both decide alike, whoever acts on whomever. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleRulesTest {

    /** What the adapter says when the database refuses a role, and the core never says. */
    private static final String REFUSED_BY_THE_DATABASE = "This needs a higher role in the workspace.";

    private final Database adapter;
    private final Ports ports;
    private final World world;
    private final Members members;
    private final Workspaces workspaces;
    private final Invitations invitations;

    RoleRulesTest(TestDatabase database) {
        adapter = Database.open(TestPorts.settings(database), TestPorts.key(database));
        ports = TestPorts.of(adapter, database);
        world = new World(ports);
        TimeAndIds timeAndIds = new TimeAndIds(Clock.systemUTC(), new SecureRandom());
        members = new Members(ports.tenancy(), timeAndIds);
        invitations = new Invitations(ports.tenancy(), ports.acceptances(), new FakePasswords(), timeAndIds, () -> {});
        workspaces = new Workspaces(ports.directory(), ports.accounts(), ports.tenancy(), timeAndIds);
    }

    @AfterAll
    void close() {
        adapter.close();
    }

    @ParameterizedTest
    @MethodSource("allRoles")
    void changesAMemberByTheSameRules(Role acting, Role present, Optional<Role> next) {
        Optional<Boolean> off = next.isEmpty() ? Optional.of(false) : Optional.empty();
        MemberChange change = new MemberChange(next, off);

        agree(
                acting,
                present,
                (setting, target) -> members.update(setting.caller(), setting.tenant(), target.id(), change),
                (stores, target) -> stores.members().update(target.id(), change));
    }

    static Stream<Arguments> allRoles() {
        List<Optional<Role>> next = Stream.concat(
                        Stream.of(Optional.<Role>empty()),
                        Stream.of(Role.values()).map(Optional::of))
                .toList();
        return pairs().flatMap(pair -> next.stream().map(role -> Arguments.of(pair.get()[0], pair.get()[1], role)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void removesAMemberByTheSameRules(Role acting, Role present) {
        agree(
                acting,
                present,
                (setting, target) -> members.remove(setting.caller(), setting.tenant(), target.id()),
                (stores, target) -> stores.members().remove(target.id()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void addsAMemberByTheSameRules(Role acting, Role added) {
        User one = world.user();
        User other = world.user();
        agree(
                acting,
                Role.MEMBER,
                (setting, target) -> members.add(setting.caller(), setting.tenant(), one.email(), added),
                (stores, target) -> stores.members().add(other.email(), added, World.THEN));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void invitesAndTakesBackByTheSameRules(Role acting, Role invited) {
        agree(
                acting,
                Role.MEMBER,
                (setting, target) -> invitations.invite(setting.caller(), setting.tenant(), World.email(), invited),
                (stores, target) ->
                        stores.invitations().invite(new InvitationId(UUID.randomUUID()), World.email(), invited));
        Setting setting = setting(acting);
        InvitationId id = new InvitationId(UUID.randomUUID());
        setting.room().run(stores -> stores.invitations().invite(id, World.email(), invited));
        agree(
                setting,
                () -> invitations.resend(setting.caller(), setting.tenant(), id),
                stores -> stores.invitations().resend(id));
        agree(
                setting,
                () -> invitations.revoke(setting.caller(), setting.tenant(), id),
                stores -> stores.invitations().revoke(id));
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Role.values())
                .flatMap(acting -> Stream.of(Role.values()).map(other -> Arguments.of(acting, other)));
    }

    @ParameterizedTest
    @EnumSource
    void changesSwitchesAndDeletesAWorkspaceByTheSameRules(Role acting) {
        List<TenantChange> changes = List.of(
                change(Optional.of("renamed"), Optional.empty()),
                change(Optional.empty(), Optional.of(true)),
                change(Optional.of("renamed"), Optional.of(false)));
        for (boolean isActive : new boolean[] {true, false}) {
            for (TenantChange change : changes) {
                Setting setting = setting(acting);
                switchTo(setting, isActive);
                agree(
                        setting,
                        () -> workspaces.update(setting.caller(), setting.tenant(), change),
                        stores -> stores.tenant().update(change));
            }
            Setting setting = setting(acting);
            switchTo(setting, isActive);
            agree(
                    setting,
                    () -> workspaces.delete(setting.caller(), setting.tenant()),
                    stores -> stores.tenant().delete());
        }
    }

    private static void switchTo(Setting setting, boolean isActive) {
        setting.room().run(stores -> stores.tenant().update(change(Optional.empty(), Optional.of(isActive))));
    }

    private static TenantChange change(Optional<String> name, Optional<Boolean> isActive) {
        return new TenantChange(name, Optional.empty(), Optional.empty(), isActive);
    }

    private void agree(
            Role acting,
            Role present,
            BiConsumer<Setting, User> throughBoth,
            BiConsumer<TenantStores, User> throughTheDatabase) {
        Setting setting = setting(acting);
        User target = world.user();
        setting.room().join(target, present);
        agree(setting, () -> throughBoth.accept(setting, target), stores -> throughTheDatabase.accept(stores, target));
    }

    /** Does the same through the core, which asks first, and through the stores alone, where only the database asks. */
    private static void agree(Setting setting, Runnable throughBoth, Consumer<TenantStores> throughTheDatabase) {
        // First, and undone: the core's turn may leave no workspace to try it in.
        Optional<String> inDatabase = refusal(() -> setting.actors().run(stores -> {
            throughTheDatabase.accept(stores);
            throw new Undone();
        }));
        Optional<String> inBoth = refusal(throughBoth);

        assertThat(inBoth.isPresent()).isEqualTo(inDatabase.isPresent());
        assertThat(inDatabase).isIn(Optional.empty(), Optional.of(REFUSED_BY_THE_DATABASE));
        assertThat(inBoth).as("the core refuses first").isNotEqualTo(Optional.of(REFUSED_BY_THE_DATABASE));
    }

    private static Optional<String> refusal(Runnable work) {
        try {
            work.run();
            return Optional.empty();
        } catch (Undone allowed) {
            return Optional.empty();
        } catch (Forbidden refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private Setting setting(Role acting) {
        Room room = world.room();
        User actor = world.user();
        room.join(actor, acting);
        return new Setting(room, new Room(ports, room.tenant(), actor), world.logIn(actor.id()));
    }

    /** A workspace as its owner has it, and as the actor has it. */
    private record Setting(Room room, Room actors, Caller caller) {

        TenantId tenant() {
            return room.tenant();
        }
    }

    /** Rolls back what was allowed. */
    private static final class Undone extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
