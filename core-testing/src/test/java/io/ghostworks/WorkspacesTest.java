package io.ghostworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.Caller;
import io.ghostworks.account.SessionId;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.Slug;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.tenant.Workspace;
import io.ghostworks.value.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WorkspacesTest {

    private final Town town = new Town();
    private final Caller.Session owner = town.arrive("owner");
    private final TenantId acme = town.workspace(owner, "Acme");

    @Test
    void makesAWorkspaceThatTheCallerOwns() {
        JsonObject settings = new JsonObject(Map.of("k", "v"));

        Workspace made = town.workspaces.create(owner, TenantDraft.of("New", "own-slug", "text", settings));

        assertThat(made.role()).isEqualTo(Role.OWNER);
        assertThat(made.tenant().slug()).isEqualTo(new Slug("own-slug"));
        assertThat(made.tenant().createdAt()).isEqualTo(town.timeAndIds.now());
        assertThat(town.workspaces.get(owner, made.tenant().id())).isEqualTo(made);
    }

    @Test
    void refusesASlugThatWasAskedForAndIsTaken() {
        Caller.Session other = town.arrive("other");

        assertThatThrownBy(() -> town.workspaces.create(other, TenantDraft.of("x", "acme", null, null)))
                .isInstanceOf(Conflict.class);
        assertThat(town.workspaces.list(other)).isEmpty();
    }

    @Test
    void derivesASlugFromTheNameAndMakesItUnique() {
        Set<String> slugs = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            TenantId id = town.workspace(owner, "  Ácme!");
            slugs.add(town.workspaces.get(owner, id).tenant().slug().value());
        }

        assertThat(town.workspaces.get(owner, acme).tenant().slug()).isEqualTo(new Slug("acme"));
        assertThat(slugs).hasSize(20).allMatch(slug -> slug.matches("acme-[0-9a-z]{4}"));
    }

    @Test
    void makesNothingForWhoIsNotSignedIn() {
        Caller.Session nobody = new Caller.Session(owner.user(), new SessionId(UUID.randomUUID()));

        assertThatThrownBy(() -> town.workspace(nobody, "x")).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> town.workspaces.list(nobody)).isInstanceOf(Unauthenticated.class);
        assertThat(town.workspaces.list(owner)).hasSize(1);
    }

    @Test
    void listsTheCallersOwn() {
        Caller.Session other = town.join(owner, acme, "other", Role.ADMIN);
        town.workspace(other, "Beta");

        assertThat(town.workspaces.list(owner))
                .extracting(workspace -> workspace.tenant().name())
                .containsExactly("Acme");
        assertThat(town.workspaces.list(other)).extracting(Workspace::role).containsExactly(Role.ADMIN, Role.OWNER);
    }

    @Test
    void treatsAWorkspaceOfOthersAsOneThatDoesNotExist() {
        Caller.Session stranger = town.arrive("stranger");
        TenantId random = new TenantId(UUID.randomUUID());
        for (TenantId tenant : List.of(acme, random)) {
            assertNotFound(() -> town.workspaces.get(stranger, tenant));
            assertNotFound(() -> town.workspaces.update(stranger, tenant, renamed()));
            assertNotFound(() -> town.workspaces.update(stranger, tenant, switched(false)));
            assertNotFound(() -> town.workspaces.delete(stranger, tenant));
        }
        assertThat(town.workspaces.get(owner, acme).tenant().name()).isEqualTo("Acme");
    }

    @Test
    void letsAdminsChangeItAndOnlyOwnersSwitchOrDeleteIt() {
        Caller.Session admin = town.join(owner, acme, "admin", Role.ADMIN);
        Caller.Session member = town.join(owner, acme, "member", Role.MEMBER);

        assertThat(town.workspaces.update(admin, acme, renamed()))
                .extracting(workspace -> workspace.tenant().name(), Workspace::role)
                .containsExactly("renamed", Role.ADMIN);
        assertForbidden("forbidden", () -> town.workspaces.update(member, acme, renamed()));
        assertForbidden("forbidden", () -> town.workspaces.update(admin, acme, switched(false)));
        assertForbidden("forbidden", () -> town.workspaces.delete(admin, acme));
        assertThat(town.workspaces.get(member, acme).role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void closesAnInactiveWorkspaceToAllButItsOwnersChange() {
        Caller.Session admin = town.join(owner, acme, "admin", Role.ADMIN);

        assertThat(town.workspaces.update(owner, acme, switched(false)).tenant().isActive())
                .isFalse();

        for (Caller.Session caller : List.of(owner, admin)) {
            assertForbidden("workspace_inactive", () -> town.workspaces.get(caller, acme));
            assertForbidden("workspace_inactive", () -> town.members.list(caller, acme));
            assertForbidden("workspace_inactive", () -> town.members.remove(caller, acme, admin.user()));
            assertForbidden("workspace_inactive", () -> town.artifacts.stats(caller, acme));
            assertForbidden("workspace_inactive", () -> list(caller));
        }
        assertForbidden("workspace_inactive", () -> town.workspaces.update(admin, acme, renamed()));
        assertThat(town.workspaces.list(admin)).hasSize(1);
        assertNotFound(() -> town.workspaces.get(town.arrive("stranger"), acme));
    }

    @Test
    void letsTheOwnerChangeActivateAndDeleteAnInactiveWorkspace() {
        town.workspaces.update(owner, acme, switched(false));

        assertThat(town.workspaces.update(owner, acme, renamed()).tenant().name())
                .isEqualTo("renamed");
        assertThat(town.workspaces.update(owner, acme, switched(true)).tenant().isActive())
                .isTrue();
        assertThat(town.workspaces.get(owner, acme).tenant().name()).isEqualTo("renamed");
        town.workspaces.update(owner, acme, switched(false));
        town.workspaces.delete(owner, acme);
        assertThat(town.workspaces.list(owner)).isEmpty();
    }

    @Test
    void deletesItForEveryone() {
        Caller.Session member = town.join(owner, acme, "member", Role.MEMBER);

        town.workspaces.delete(owner, acme);

        assertNotFound(() -> town.workspaces.get(owner, acme));
        assertNotFound(() -> town.workspaces.delete(owner, acme));
        assertThat(town.workspaces.list(member)).isEmpty();
        assertThat(town.accounts.me(member).id()).isEqualTo(member.user());
    }

    private void list(Caller.Session caller) {
        town.artifacts.list(caller, acme, ArtifactFilter.ALL, Optional.empty(), 1, false);
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NotFound.class).hasMessage(new NotFound("workspace").getMessage());
    }

    private static void assertForbidden(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Forbidden.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static TenantChange renamed() {
        return new TenantChange(Optional.of("renamed"), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static TenantChange switched(boolean on) {
        return new TenantChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(on));
    }
}
