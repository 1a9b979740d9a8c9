package io.ghostworks.testing.memory;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.artifact.ArtifactStats;
import io.ghostworks.artifact.IdempotencyKey;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.NotFound;
import io.ghostworks.value.Page;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Artifact stores with one defect each. */
final class WrongArtifactStores {

    private WrongArtifactStores() {}

    static class LeaksInList extends InMemoryArtifactStore {

        LeaksInList(Visit visit) {
            super(visit);
        }

        @Override
        public Page<Artifact, ArtifactPosition> list(
                ArtifactFilter filter, Optional<ArtifactPosition> after, int limit) {
            return visit.see(rows -> new Search(filter).page(ofAllTenants(visit), after, limit));
        }
    }

    static class LeaksById extends InMemoryArtifactStore {

        LeaksById(Visit visit) {
            super(visit);
        }

        @Override
        public Optional<Artifact> find(ArtifactId id) {
            return visit.see(rows -> ofAllTenants(visit)
                    .filter(artifact -> artifact.id().equals(id))
                    .findFirst());
        }
    }

    static class CountsAllTenants extends InMemoryArtifactStore {

        CountsAllTenants(Visit visit) {
            super(visit);
        }

        @Override
        public long count(ArtifactFilter filter) {
            return visit.see(rows ->
                    ofAllTenants(visit).filter(new Search(filter)::matches).count());
        }
    }

    static class FiguresOfAllTenants extends InMemoryArtifactStore {

        FiguresOfAllTenants(Visit visit) {
            super(visit);
        }

        @Override
        public ArtifactStats stats() {
            return visit.see(rows -> Statistics.of(ofAllTenants(visit).toList()));
        }
    }

    static class NeedsIdsThatNoTenantHas extends InMemoryArtifactStore {

        NeedsIdsThatNoTenantHas(Visit visit) {
            super(visit);
        }

        @Override
        public void create(Artifact artifact) {
            if (ofAllTenants(visit).anyMatch(other -> other.id().equals(artifact.id()))) {
                throw new Conflict("There is an artifact of this id.");
            }
            super.create(artifact);
        }
    }

    static class LosesOrder extends InMemoryArtifactStore {

        LosesOrder(Visit visit) {
            super(visit);
        }

        @Override
        public Page<Artifact, ArtifactPosition> list(
                ArtifactFilter filter, Optional<ArtifactPosition> after, int limit) {
            Page<Artifact, ArtifactPosition> page = super.list(filter, after, limit);
            return new Page<>(page.items().reversed(), page.next());
        }
    }

    static class DropsTheLastOfAPage extends InMemoryArtifactStore {

        DropsTheLastOfAPage(Visit visit) {
            super(visit);
        }

        @Override
        public Page<Artifact, ArtifactPosition> list(
                ArtifactFilter filter, Optional<ArtifactPosition> after, int limit) {
            Page<Artifact, ArtifactPosition> page = super.list(filter, after, limit);
            List<Artifact> items = page.items();
            return new Page<>(page.next().isPresent() ? items.subList(0, items.size() - 1) : items, page.next());
        }
    }

    static class SkipsWhatIsEquallyNew extends InMemoryArtifactStore {

        SkipsWhatIsEquallyNew(Visit visit) {
            super(visit);
        }

        @Override
        public Page<Artifact, ArtifactPosition> list(
                ArtifactFilter filter, Optional<ArtifactPosition> after, int limit) {
            ArtifactId least = new ArtifactId(new UUID(0, 0));
            return super.list(
                    filter, after.map(it -> new ArtifactPosition(it.similarity(), it.createdAt(), least)), limit);
        }
    }

    static class ListsDeletedOnes extends InMemoryArtifactStore {

        ListsDeletedOnes(Visit visit) {
            super(visit);
        }

        @Override
        public Page<Artifact, ArtifactPosition> list(
                ArtifactFilter filter, Optional<ArtifactPosition> after, int limit) {
            return visit.see(rows -> new Search(filter).page(rows.artifacts.values().stream(), after, limit));
        }
    }

    static class DeletesForGood extends InMemoryArtifactStore {

        DeletesForGood(Visit visit) {
            super(visit);
        }

        @Override
        public void delete(ArtifactId id) {
            visit.run(rows -> {
                if (rows.artifacts.remove(id) == null) {
                    throw new NotFound("artifact");
                }
            });
        }
    }

    static class SwallowsAConflict extends InMemoryArtifactStore {

        SwallowsAConflict(Visit visit) {
            super(visit);
        }

        @Override
        public void create(Artifact artifact) {
            visit.run(rows -> rows.artifacts.putIfAbsent(artifact.id(), stored(artifact)));
        }
    }

    static class IgnoresIdempotencyKeys extends InMemoryArtifactStore {

        IgnoresIdempotencyKeys(Visit visit) {
            super(visit);
        }

        @Override
        public Artifact createOnce(Artifact artifact, IdempotencyKey key) {
            create(artifact);
            return artifact;
        }
    }

    static class ForgetsWhoseAKeyIs extends InMemoryArtifactStore {

        ForgetsWhoseAKeyIs(Visit visit) {
            super(visit);
        }

        @Override
        public Artifact createOnce(Artifact artifact, IdempotencyKey key) {
            return super.createOnce(
                    new Artifact(
                            artifact.id(),
                            artifact.content(),
                            Optional.empty(),
                            artifact.isActive(),
                            artifact.version(),
                            artifact.createdAt(),
                            artifact.updatedAt()),
                    key);
        }
    }

    static class KeepsMilliseconds extends InMemoryArtifactStore {

        KeepsMilliseconds(Visit visit) {
            super(visit);
        }

        @Override
        Artifact stored(Artifact artifact) {
            return Artifact.first(
                    artifact.id(),
                    artifact.content(),
                    artifact.createdBy().orElseThrow(),
                    artifact.createdAt().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    static class KeepsTheVersion extends InMemoryArtifactStore {

        KeepsTheVersion(Visit visit) {
            super(visit);
        }

        @Override
        public Artifact replace(ArtifactId id, ArtifactContent content) {
            return visit.change(rows -> {
                Artifact old = active(rows, id);
                Artifact changed = new Artifact(
                        id,
                        content,
                        old.createdBy(),
                        true,
                        old.version(),
                        old.createdAt(),
                        Order.later(visit.now(), old.updatedAt()));
                rows.artifacts.put(id, changed);
                return changed;
            });
        }
    }

    static class LocksNothing extends InMemoryArtifactStore {

        LocksNothing(Visit visit) {
            super(visit);
        }

        @Override
        public Artifact lock(ArtifactId id) {
            return visit.see(rows -> active(rows, id));
        }
    }

    private static Stream<Artifact> ofAllTenants(Visit visit) {
        return visit.door.vault.committed().tenants().values().stream().flatMap(TenantRows::activeArtifacts);
    }
}
