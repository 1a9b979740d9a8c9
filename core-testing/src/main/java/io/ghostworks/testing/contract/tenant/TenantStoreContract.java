package io.ghostworks.testing.contract.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.Caller;
import io.ghostworks.account.User;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.IdempotencyKey;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.Workspace;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import io.ghostworks.value.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a {@link io.ghostworks.tenant.TenantStore} must do. */
public interface TenantStoreContract extends TenantRoleContract {

    @Test
    default void givesItsOwnTenant() {
        User user = world().user();
        Tenant one = world().tenant("one", user.id());
        Tenant two = world().tenant("two", user.id());

        assertThat(new Room(ports(), one.id(), user).now()).isEqualTo(one);
        assertThat(new Room(ports(), two.id(), user).now()).isEqualTo(two);
    }

    @Test
    default void findsNoTenantThatDoesNotExist() {
        Room nowhere = world().nowhere();

        assertThatThrownBy(nowhere::now).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> update(nowhere, name("x"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> delete(nowhere)).isInstanceOf(NotFound.class);
    }

    @Test
    default void replacesOnlyWhatTheChangeNames() {
        Room room = world().room();
        Tenant tenant = room.now();
        JsonObject settings = new JsonObject(Map.of("colour", "blue", "n", 1.5));

        Tenant changed = update(room, name("renamed"));
        assertThat(changed.name()).isEqualTo("renamed");
        changed = update(room, change(Optional.of("text"), Optional.empty(), Optional.empty()));
        assertThat(changed.description()).contains("text");
        changed = update(room, change(Optional.empty(), Optional.of(settings), Optional.empty()));
        assertThat(changed.settings()).isEqualTo(settings);
        changed = update(room, change(Optional.empty(), Optional.empty(), Optional.of(false)));
        assertThat(changed)
                .isEqualTo(new Tenant(
                        tenant.id(),
                        "renamed",
                        tenant.slug(),
                        Optional.of("text"),
                        settings,
                        false,
                        1,
                        tenant.createdAt(),
                        changed.updatedAt()));
        assertThat(room.now()).isEqualTo(changed);
    }

    @Test
    default void clearsTheDescriptionWithAnEmptyText() {
        Room room = world().room();
        update(room, change(Optional.of("text"), Optional.empty(), Optional.empty()));

        assertThat(update(room, name("renamed")).description()).contains("text");
        assertThat(update(room, change(Optional.of(""), Optional.empty(), Optional.empty()))
                        .description())
                .isEmpty();
        assertThat(room.now().description()).isEmpty();
    }

    @Test
    default void movesUpdatedAtWithAChange() {
        Room room = world().room();
        Tenant before = room.now();

        Tenant changed = update(room, name("renamed"));

        assertThat(changed.updatedAt()).isAfter(before.updatedAt());
        assertThat(changed.createdAt()).isEqualTo(before.createdAt());
    }

    @Test
    default void countsAllMembersActiveOrNot() {
        Room room = world().room();
        User user = world().user();
        assertThat(room.now().memberCount()).isEqualTo(1);
        room.join(user, Role.MEMBER);
        assertThat(room.now().memberCount()).isEqualTo(2);
        room.run(stores -> stores.members().update(user.id(), new MemberChange(Optional.empty(), Optional.of(false))));
        assertThat(room.now().memberCount()).isEqualTo(2);
        room.run(stores -> stores.members().remove(user.id()));
        assertThat(room.now().memberCount()).isEqualTo(1);
    }

    @Test
    default void deletesTheTenantAndEverythingOfIt() {
        Room room = world().room();
        room.join(world().user(), Role.ADMIN);
        Artifact artifact = room.artifact("thing");
        IdempotencyKey key = new IdempotencyKey("key");
        room.run(stores -> stores.artifacts().createOnce(room.draft("keyed"), key));

        delete(room);

        assertThatThrownBy(room::now).isInstanceOf(NotFound.class);
        assertThat(room.members()).isEmpty();
        assertThat(room.all()).isEmpty();
        assertThat(room.find(artifact.id())).isEmpty();
        assertThat(ports().directory().list(room.owner().id())).isEmpty();
    }

    @Test
    default void leavesNothingToATenantThatTakesTheIdOfADeletedOne() {
        Room room = world().room();
        room.artifact("thing");
        delete(room);
        TenantDraft draft = TenantDraft.of("again", null, null, null);
        ports().directory()
                .create(room.tenant(), draft, World.slug(), room.owner().id(), World.THEN);

        assertThat(room.all()).isEmpty();
        assertThat(room.members())
                .extracting(Member::user)
                .containsExactly(room.owner().id());
    }

    @Test
    default void leavesOtherTenantsAndTheUsersWhenOneIsDeleted() {
        User user = world().user();
        Room room = world().room(user);
        Room other = world().room(user);
        User member = world().user();
        room.join(member, Role.MEMBER);
        Member there = other.join(member, Role.ADMIN);
        Artifact artifact = other.artifact("theirs");
        Caller.Session caller = world().logIn(member.id());

        delete(room);

        assertThat(other.all()).containsExactly(artifact);
        assertThat(other.member(member)).contains(there);
        assertThat(ports().directory().list(user.id()))
                .extracting(Workspace::tenant)
                .containsExactly(other.now());
        assertThat(ports().accounts().findUser(caller)).contains(member);
        assertThat(ports().accounts().findCredentials(user.email())).isPresent();
    }

    @Test
    default void keepsATenantWhoseDeletionIsRolledBack() {
        Room room = world().room();
        Artifact artifact = room.artifact("thing");

        assertThatThrownBy(() -> room.run(stores -> {
                    stores.tenant().delete();
                    assertThat(stores.artifacts().find(artifact.id())).isEmpty();
                    throw new IllegalArgumentException("enough");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(room.all()).containsExactly(artifact);
        assertThat(room.members()).hasSize(1);
    }

    @Test
    default void leavesOtherTenantsAsTheyAreWhenOneChanges() {
        Room room = world().room();
        Room other = world().room();
        Tenant before = other.now();

        update(room, name("renamed"));
        update(room, change(Optional.empty(), Optional.empty(), Optional.of(false)));

        assertThat(other.now()).isEqualTo(before);
    }

    @Test
    default void givesTextsAndSettingsBackAsTheyWereStored() {
        Room room = world().room();
        for (String text : List.of("'; --", "%_\\\"", "😀 x\u0301", "\u202Eשלום", " \t\n.")) {
            JsonObject settings = new JsonObject(Map.of(text, List.of(text)));
            update(
                    room,
                    new TenantChange(Optional.of(text), Optional.of(text), Optional.of(settings), Optional.empty()));
            assertThat(room.now().name()).isEqualTo(text);
            assertThat(room.now().description()).contains(text);
            assertThat(room.now().settings()).isEqualTo(settings);
        }
    }

    private static Tenant update(Room room, TenantChange change) {
        return room.write(stores -> stores.tenant().update(change));
    }

    private static void delete(Room room) {
        room.run(stores -> stores.tenant().delete());
    }

    private static TenantChange name(String name) {
        return new TenantChange(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static TenantChange change(
            Optional<String> description, Optional<JsonObject> settings, Optional<Boolean> isActive) {
        return new TenantChange(Optional.empty(), description, settings, isActive);
    }
}
