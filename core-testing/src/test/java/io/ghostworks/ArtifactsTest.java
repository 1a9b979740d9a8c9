package io.ghostworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.Caller;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.IdempotencyKey;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.VersionMismatch;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.value.MergePatch;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ArtifactsTest {

    private final Town town = new Town();
    private final Caller.Session owner = town.arrive("owner");
    private final TenantId acme = town.workspace(owner, "Acme");
    private final Caller.Session member = town.join(owner, acme, "member", Role.MEMBER);

    @Test
    void makesAnArtifactOfTheCallerAtThisMoment() {
        Artifact made = create("thing");

        assertThat(made.createdBy()).contains(member.user());
        assertThat(made.createdAt()).isEqualTo(town.timeAndIds.now()).isEqualTo(made.updatedAt());
        assertThat(town.artifacts.get(owner, acme, made.id())).isEqualTo(made);
    }

    @Test
    void makesOneArtifactUnderOneKey() {
        Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("key"));
        Artifact first = town.artifacts.create(member, acme, named("thing"), key);
        town.clock.step(Duration.ofHours(23));

        assertThat(town.artifacts.create(member, acme, named("thing"), key)).isEqualTo(first);
        assertThatThrownBy(() -> town.artifacts.create(member, acme, named("other"), key))
                .isInstanceOf(Invalid.class);
        assertThat(town.artifacts.create(owner, acme, named("other"), key)).isNotEqualTo(first);
    }

    @Test
    void replacesFromAnExpectedVersionOnly() {
        Artifact made = create("thing");
        assertMismatch(() -> replace(made, ExpectedVersion.of(Set.of(2L))));
        assertMismatch(() -> replace(made, ExpectedVersion.of(Set.of())));

        assertThat(replace(made, ExpectedVersion.of(Set.of(1L))).version()).isEqualTo(2);
        assertMismatch(() -> replace(made, ExpectedVersion.of(Set.of(1L))));
        assertThat(replace(made, ExpectedVersion.of(Set.of(1L, 2L))).version()).isEqualTo(3);
        assertThat(replace(made, ExpectedVersion.ANY).version()).isEqualTo(4);
    }

    @Test
    void patchesWhatIsThereNow() {
        Artifact made = create("thing");
        town.artifacts.patch(member, acme, made.id(), patch("description", "text"), ExpectedVersion.ANY);

        Artifact patched = town.artifacts.patch(owner, acme, made.id(), patch("name", "new"), ExpectedVersion.ANY);

        assertThat(patched.content()).isEqualTo(ArtifactContent.of("new", "text", null, null));
        assertThat(patched.version()).isEqualTo(3);
        assertThat(patched.createdBy()).contains(member.user());
        assertMismatch(() ->
                town.artifacts.patch(member, acme, made.id(), patch("name", "x"), ExpectedVersion.of(Set.of(2L))));
    }

    @Test
    void changesNothingWithABadPatch() {
        Artifact made = create("thing");

        assertThatThrownBy(() -> town.artifacts.patch(member, acme, made.id(), patch("name", ""), ExpectedVersion.ANY))
                .isInstanceOf(Invalid.class);
        assertThat(town.artifacts.get(member, acme, made.id())).isEqualTo(made);
    }

    @Test
    void deletesFromAnExpectedVersionAndLetsAdminsRestore() {
        Artifact made = create("thing");
        assertMismatch(() -> town.artifacts.delete(member, acme, made.id(), ExpectedVersion.of(Set.of(9L))));
        town.artifacts.delete(member, acme, made.id(), ExpectedVersion.of(Set.of(1L)));

        assertNotFound(() -> town.artifacts.get(member, acme, made.id()));
        assertNotFound(() -> town.artifacts.delete(member, acme, made.id(), ExpectedVersion.ANY));
        assertThatThrownBy(() -> town.artifacts.restore(member, acme, made.id()))
                .isInstanceOf(Forbidden.class);
        assertThat(town.artifacts.restore(owner, acme, made.id()).content()).isEqualTo(made.content());
        assertThat(town.artifacts.get(member, acme, made.id()).isActive()).isTrue();
    }

    @Test
    void listsAPageAndCountsWhereAsked() {
        create("one");
        Artifact two = create("two");

        var counted = town.artifacts.list(member, acme, ArtifactFilter.ALL, Optional.empty(), 1, true);
        assertThat(counted.page().items()).containsExactly(two);
        assertThat(counted.page().next()).isPresent();
        assertThat(counted.total()).contains(2L);
        assertThat(town.artifacts
                        .list(member, acme, ArtifactFilter.ALL, Optional.empty(), 1, false)
                        .total())
                .isEmpty();
        assertThat(town.artifacts.stats(member, acme).active()).isEqualTo(2);
    }

    @Test
    void showsStrangersNothing() {
        Artifact made = create("thing");
        Caller.Session stranger = town.arrive("stranger");
        TenantId own = town.workspace(stranger, "own");
        Optional<IdempotencyKey> none = Optional.empty();

        assertNotFound(() -> town.artifacts.get(stranger, acme, made.id()));
        assertNotFound(() -> town.artifacts.get(stranger, own, made.id()));
        assertNotFound(() -> town.artifacts.create(stranger, acme, named("x"), none));
        assertNotFound(() -> town.artifacts.replace(stranger, own, made.id(), named("x"), ExpectedVersion.ANY));
        assertNotFound(() -> town.artifacts.delete(stranger, own, made.id(), ExpectedVersion.ANY));
        assertNotFound(() -> town.artifacts.restore(stranger, own, made.id()));
        assertNotFound(() -> town.artifacts.restore(stranger, acme, made.id()));
        assertNotFound(() -> town.artifacts.stats(stranger, acme));
        assertNotFound(() -> town.artifacts.get(member, acme, new ArtifactId(UUID.randomUUID())));
        assertThat(town.artifacts.get(member, acme, made.id())).isEqualTo(made);
    }

    private Artifact create(String name) {
        return town.artifacts.create(member, acme, named(name), Optional.empty());
    }

    private Artifact replace(Artifact artifact, ExpectedVersion expected) {
        return town.artifacts.replace(member, acme, artifact.id(), named("new"), expected);
    }

    private static ArtifactContent named(String name) {
        return ArtifactContent.of(name, null, null, null);
    }

    private static MergePatch patch(String name, String value) {
        return new MergePatch(Map.of(name, value));
    }

    private static void assertMismatch(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(VersionMismatch.class);
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NotFound.class);
    }
}
