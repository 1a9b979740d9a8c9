package io.ghostworks.testing.contract;

import io.ghostworks.account.User;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.value.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** One tenant and its first owner, with what tests do in it most. */
public record Room(Ports ports, TenantId tenant, User owner) {

    public Scope scope() {
        return new Scope(tenant, owner.id());
    }

    public <T> T read(Function<TenantStores, T> work) {
        return ports.tenancy().read(scope(), work);
    }

    public <T> T write(Function<TenantStores, T> work) {
        return ports.tenancy().write(scope(), work);
    }

    /** A write that answers nothing. */
    public void run(Consumer<TenantStores> work) {
        write(stores -> {
            work.accept(stores);
            return Boolean.TRUE;
        });
    }

    /** A read that answers nothing. */
    public void look(Consumer<TenantStores> work) {
        read(stores -> {
            work.accept(stores);
            return Boolean.TRUE;
        });
    }

    public Member join(User user, Role role) {
        return write(stores -> stores.members().add(user.email(), role, World.THEN));
    }

    public List<Member> members() {
        return read(stores -> stores.members().list());
    }

    public Optional<Member> member(User user) {
        return read(stores -> stores.members().find(user.id()));
    }

    public Tenant now() {
        return read(stores -> stores.tenant().get());
    }

    /** An artifact that is not stored. */
    public Artifact draft(ArtifactContent content, Instant createdAt) {
        return Artifact.first(new ArtifactId(UUID.randomUUID()), content, owner.id(), createdAt);
    }

    public Artifact draft(String name) {
        return draft(named(name), World.THEN);
    }

    /** An artifact that is stored. */
    public Artifact artifact(String name) {
        return store(draft(name));
    }

    public Artifact artifact(ArtifactContent content) {
        return store(draft(content, World.THEN));
    }

    public Artifact artifact(String name, Instant createdAt) {
        return store(draft(named(name), createdAt));
    }

    public Artifact store(Artifact artifact) {
        run(stores -> stores.artifacts().create(artifact));
        return artifact;
    }

    public void delete(Artifact artifact) {
        run(stores -> stores.artifacts().delete(artifact.id()));
    }

    public Optional<Artifact> find(ArtifactId id) {
        return read(stores -> stores.artifacts().find(id));
    }

    public long count(ArtifactFilter filter) {
        return read(stores -> stores.artifacts().count(filter));
    }

    public List<Artifact> all() {
        return list(ArtifactFilter.ALL);
    }

    /** The first hundred that match. */
    public List<Artifact> list(ArtifactFilter filter) {
        return page(filter, Optional.empty(), 100).items();
    }

    public Page<Artifact, ArtifactPosition> page(ArtifactFilter filter, Optional<ArtifactPosition> after, int limit) {
        return read(stores -> stores.artifacts().list(filter, after, limit));
    }

    /** Everything that matches, read page by page. */
    public List<Artifact> paged(ArtifactFilter filter, int limit) {
        List<Artifact> found = new ArrayList<>();
        Optional<ArtifactPosition> after = Optional.empty();
        do {
            Page<Artifact, ArtifactPosition> page = page(filter, after, limit);
            found.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return found;
    }

    public static ArtifactContent named(String name) {
        return ArtifactContent.of(name, null, null, null);
    }
}
