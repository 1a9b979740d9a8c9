package io.ghostworks.artifact;

import io.ghostworks.error.Conflict;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.NotFound;
import io.ghostworks.value.Page;
import java.util.Collection;
import java.util.Optional;

/**
 * The artifacts of the scope's tenant. Deleted ones are absent to every method that does not say otherwise. Times are
 * kept to the microsecond.
 */
public interface ArtifactStore {

    /**
     * Stores a new artifact, made by {@link Artifact#first}, as it is given.
     *
     * @throws Conflict if the tenant has one of that id; one of another tenant does not count
     */
    void create(Artifact artifact);

    /**
     * Stores many new artifacts at once: all of them or, with an error, none.
     *
     * @throws Conflict if the tenant has one of these ids
     */
    void createAll(Collection<Artifact> artifacts);

    /**
     * Does at once what many creations leave to be done later, and until then makes searches slow. Nothing that is stored
     * changes. Costs little where little was created.
     */
    void settle();

    /**
     * Stores a new artifact under a key, unless the same author used the key within {@link IdempotencyKey#LIFETIME}
     * before {@code artifact.createdAt()}. Waits for a creation with the same key that is under way.
     *
     * @return the given artifact, or the first answer to the key: the one that was made then, as it was made
     * @throws Invalid if the key was used for other content
     */
    Artifact createOnce(Artifact artifact, IdempotencyKey key);

    /** The artifact of that id, or empty. */
    Optional<Artifact> find(ArtifactId id);

    /** @throws NotFound if there is none of that id */
    default Artifact get(ArtifactId id) {
        return find(id).orElseThrow(() -> new NotFound("artifact"));
    }

    /**
     * The artifact of that id, which nobody else can change until this write ends. Waits for whoever is changing it.
     *
     * @throws NotFound if there is none of that id
     */
    Artifact lock(ArtifactId id);

    /**
     * Replaces the content, and moves {@code version} by one and {@code updatedAt}.
     *
     * @return the artifact as it is now
     * @throws NotFound if there is none of that id
     */
    Artifact replace(ArtifactId id, ArtifactContent content);

    /**
     * Hides the artifact until it is restored.
     *
     * @throws NotFound if there is none of that id
     */
    void delete(ArtifactId id);

    /**
     * Brings a deleted artifact back, as a new version; does nothing to one that is not deleted.
     *
     * @return the artifact as it is now
     * @throws NotFound if there never was one of that id
     */
    Artifact restore(ArtifactId id);

    /**
     * The artifacts that match, newest first (by time, then by id); best match first, then newest, if the filter has a
     * {@code similarName}.
     *
     * @param after where to go on; empty starts at the beginning
     * @param limit the most items, 1 or more
     */
    Page<Artifact, ArtifactPosition> list(ArtifactFilter filter, Optional<ArtifactPosition> after, int limit);

    /** How many match, exactly. */
    long count(ArtifactFilter filter);

    /** Figures of all artifacts of the tenant. */
    ArtifactStats stats();
}
