package io.ghostworks.testing.contract.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.User;
import io.ghostworks.error.Conflict;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.MemberChange;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.Slug;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.tenant.Workspace;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.Together.Outcome;
import io.ghostworks.testing.contract.World;
import io.ghostworks.value.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What a {@link io.ghostworks.tenant.TenantDirectory} must do. */
public interface TenantDirectoryContract extends Contract {

    @Test
    default void makesATenantWhoseFirstMemberIsItsOwner() {
        User owner = world().user();
        TenantId id = new TenantId(UUID.randomUUID());
        JsonObject settings = new JsonObject(Map.of("k", List.of(1, true)));
        Slug slug = World.slug();
        TenantDraft draft = TenantDraft.of("Ärger & Söhne 😀 '", null, "text", settings);

        Tenant made = ports().directory().create(id, draft, slug, owner.id(), World.THEN);

        assertThat(made)
                .isEqualTo(new Tenant(
                        id, draft.name(), slug, Optional.of("text"), settings, true, 1, World.THEN, World.THEN));
        Room room = new Room(ports(), id, owner);
        assertThat(room.now()).isEqualTo(made);
        assertThat(room.members())
                .containsExactly(new Member(
                        owner.id(), owner.email(), owner.firstName(), owner.lastName(), Role.OWNER, true, World.THEN));
    }

    @Test
    default void refusesASlugThatIsTaken() {
        Tenant other = world().tenant("taken", world().user().id());
        User user = world().user();

        assertThatThrownBy(() -> create(new TenantId(UUID.randomUUID()), other.slug(), user))
                .isInstanceOf(Conflict.class);
        assertThat(ports().directory().list(user.id())).isEmpty();
    }

    @Test
    default void refusesAnIdThatIsTaken() {
        Room other = world().room();
        Tenant before = other.now();
        User user = world().user();

        assertThatThrownBy(() -> create(other.tenant(), World.slug(), user)).isInstanceOf(Conflict.class);
        assertThat(ports().directory().list(user.id())).isEmpty();
        assertThat(other.now()).isEqualTo(before);
        assertThat(other.members()).hasSize(1);
    }

    @Test
    default void givesASlugToOneOfTwoAtOnce() {
        User user = world().user();
        Slug slug = World.slug();
        Callable<Tenant> creation = () -> create(new TenantId(UUID.randomUUID()), slug, user);

        List<Outcome<Tenant>> outcomes = Together.all(List.of(creation, creation));

        assertThat(outcomes).filteredOn(Outcome.Returned.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Outcome.Thrown.class::isInstance)
                .singleElement()
                .extracting(outcome -> ((Outcome.Thrown<?>) outcome).cause())
                .isInstanceOf(Conflict.class);
        assertThat(ports().directory().list(user.id())).hasSize(1);
    }

    @Test
    default void listsTheWorkspacesOfAnActiveMemberByName() {
        User user = world().user();
        Tenant second = world().tenant("bee", user.id());
        Tenant third = world().tenant("cat", user.id());
        Tenant first = world().tenant("ant", user.id());

        assertThat(ports().directory().list(user.id()))
                .containsExactly(
                        new Workspace(first, Role.OWNER),
                        new Workspace(second, Role.OWNER),
                        new Workspace(third, Role.OWNER));
    }

    @Test
    default void listsByIdWhatHasOneName() {
        User user = world().user();
        for (int i = 0; i < 6; i++) {
            world().tenant("same", user.id());
        }

        assertThat(ports().directory().list(user.id()))
                .hasSize(6)
                .extracting(workspace -> workspace.tenant().id().toString())
                .isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    default void listsNothingToWhoBelongsNowhere() {
        world().room();

        assertThat(ports().directory().list(world().user().id())).isEmpty();
    }

    @Test
    default void listsNobodyElsesWorkspaces() {
        Room mine = world().room();
        Room other = world().room();
        other.join(world().user(), Role.ADMIN);

        assertThat(ports().directory().list(mine.owner().id()))
                .extracting(Workspace::tenant)
                .containsExactly(mine.now());
    }

    @Test
    default void listsEachWithTheUsersOwnRoleAndAllMembersCounted() {
        Room room = world().room();
        User user = world().user();
        room.join(user, Role.ADMIN);

        assertThat(ports().directory().list(user.id())).containsExactly(new Workspace(room.now(), Role.ADMIN));
        assertThat(ports().directory().list(room.owner().id()))
                .extracting(workspace -> workspace.tenant().memberCount())
                .containsExactly(2);
    }

    @Test
    default void leavesOutWhereTheUserIsNotAnActiveMember() {
        Room room = world().room();
        User user = world().user();
        room.join(user, Role.ADMIN);
        room.run(stores -> stores.members().update(user.id(), new MemberChange(Optional.empty(), Optional.of(false))));
        assertThat(ports().directory().list(user.id())).isEmpty();
        room.run(stores -> stores.members().remove(user.id()));
        assertThat(ports().directory().list(user.id())).isEmpty();
    }

    @Test
    default void listsWorkspacesThatAreSwitchedOff() {
        Room room = world().room();
        room.run(stores -> stores.tenant()
                .update(new TenantChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false))));

        assertThat(ports().directory().list(room.owner().id()))
                .extracting(workspace -> workspace.tenant().isActive())
                .containsExactly(false);
    }

    private Tenant create(TenantId id, Slug slug, User owner) {
        TenantDraft draft = TenantDraft.of("name", null, null, null);
        return ports().directory().create(id, draft, slug, owner.id(), World.THEN);
    }
}
