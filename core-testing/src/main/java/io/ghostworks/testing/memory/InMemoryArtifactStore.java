package io.ghostworks.testing.memory;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.artifact.ArtifactStats;
import io.ghostworks.artifact.ArtifactStore;
import io.ghostworks.artifact.IdempotencyKey;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.NotFound;
import io.ghostworks.testing.memory.TenantRows.OnceKey;
import io.ghostworks.value.Page;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;

/** The artifacts of a visit's tenant. */
class InMemoryArtifactStore implements ArtifactStore {

    final Visit visit;

    InMemoryArtifactStore(Visit visit) {
        this.visit = visit;
    }

    @Override
    public void create(Artifact artifact) {
        visit.run(rows -> rows.add(stored(artifact)));
    }

    @Override
    public void createAll(Collection<Artifact> artifacts) {
        if (!artifacts.isEmpty()) {
            visit.run(rows -> artifacts.forEach(artifact -> rows.add(stored(artifact))));
        }
    }

    @Override
    public void settle() {
        visit.change(rows -> Boolean.TRUE);
    }

    @Override
    public Artifact createOnce(Artifact artifact, IdempotencyKey key) {
        return visit.change(rows -> {
            OnceKey once = new OnceKey(artifact.createdBy(), key);
            Artifact first = rows.firstAnswers.get(once);
            if (first == null
                    || !first.createdAt().plus(IdempotencyKey.LIFETIME).isAfter(artifact.createdAt())) {
                rows.add(stored(artifact));
                rows.firstAnswers.put(once, stored(artifact));
                return artifact;
            }
            if (!first.content().equals(artifact.content())) {
                throw new Invalid("Idempotency-Key", "was used for other content");
            }
            return first;
        });
    }

    @Override
    public Optional<Artifact> find(ArtifactId id) {
        return visit.see(rows -> Optional.ofNullable(rows.artifacts.get(id)).filter(Artifact::isActive));
    }

    @Override
    public Artifact lock(ArtifactId id) {
        return visit.change(rows -> active(rows, id));
    }

    @Override
    public Artifact replace(ArtifactId id, ArtifactContent content) {
        return visit.change(rows -> put(rows, active(rows, id), content, true));
    }

    @Override
    public void delete(ArtifactId id) {
        visit.run(rows -> {
            Artifact old = active(rows, id);
            put(rows, old, old.content(), false);
        });
    }

    @Override
    public Artifact restore(ArtifactId id) {
        return visit.change(rows -> {
            Artifact old = Optional.ofNullable(rows.artifacts.get(id)).orElseThrow(() -> new NotFound("artifact"));
            return old.isActive() ? old : put(rows, old, old.content(), true);
        });
    }

    @Override
    public Page<Artifact, ArtifactPosition> list(ArtifactFilter filter, Optional<ArtifactPosition> after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be 1 or more, not " + limit);
        }
        return visit.see(rows -> new Search(filter).page(rows.activeArtifacts(), after, limit));
    }

    @Override
    public long count(ArtifactFilter filter) {
        return visit.see(rows ->
                rows.activeArtifacts().filter(new Search(filter)::matches).count());
    }

    @Override
    public ArtifactStats stats() {
        return visit.see(rows -> Statistics.of(rows.artifacts.values()));
    }

    static Artifact active(TenantRows rows, ArtifactId id) {
        return Optional.ofNullable(rows.artifacts.get(id))
                .filter(Artifact::isActive)
                .orElseThrow(() -> new NotFound("artifact"));
    }

    /** What the database makes of a new artifact. */
    Artifact stored(Artifact artifact) {
        return new Artifact(
                artifact.id(),
                artifact.content(),
                artifact.createdBy(),
                true,
                1,
                artifact.createdAt().truncatedTo(ChronoUnit.MICROS),
                artifact.updatedAt().truncatedTo(ChronoUnit.MICROS));
    }

    private Artifact put(TenantRows rows, Artifact old, ArtifactContent content, boolean isActive) {
        Artifact changed = new Artifact(
                old.id(),
                content,
                old.createdBy(),
                isActive,
                old.version() + 1,
                old.createdAt(),
                Order.later(visit.now(), old.updatedAt()));
        rows.artifacts.put(old.id(), changed);
        return changed;
    }
}
