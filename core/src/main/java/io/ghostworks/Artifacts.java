package io.ghostworks;

import io.ghostworks.account.Caller;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.artifact.ArtifactStats;
import io.ghostworks.artifact.ArtifactStore;
import io.ghostworks.artifact.IdempotencyKey;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.GhostworksException;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.VersionMismatch;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.value.MergePatch;
import io.ghostworks.value.Page;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The artifacts of a workspace. Every method throws {@link NotFound} for anyone who is not a member of it, as for an artifact
 * that is not there, and {@link Forbidden} for a member whose role is too low.
 */
public final class Artifacts {

    private static final int EXPORT_PAGE = 500;
    /** Below this number, settling costs more than it saves. */
    private static final int LARGE_IMPORT = 1_000;

    private final Tenancy tenancy;
    private final TimeAndIds timeAndIds;

    public Artifacts(Tenancy tenancy, TimeAndIds timeAndIds) {
        this.tenancy = tenancy;
        this.timeAndIds = timeAndIds;
    }

    /**
     * Makes an artifact; with a key at most once, and a repeat gets the first answer.
     *
     * @throws Invalid if the key was used for other content
     */
    public Artifact create(Caller caller, TenantId tenant, ArtifactContent content, Optional<IdempotencyKey> key) {
        Artifact artifact = first(caller, content);
        return gate(caller, tenant, Action.WRITE_ARTIFACTS).write(stores -> {
            if (key.isPresent()) {
                return stores.artifacts().createOnce(artifact, key.get());
            }
            stores.artifacts().create(artifact);
            return artifact;
        });
    }

    public Artifact get(Caller caller, TenantId tenant, ArtifactId id) {
        return gate(caller, tenant, Action.READ_ARTIFACTS)
                .read(stores -> stores.artifacts().get(id));
    }

    /** @throws VersionMismatch if its version is not an expected one */
    public Artifact replace(
            Caller caller, TenantId tenant, ArtifactId id, ArtifactContent content, ExpectedVersion expected) {
        return change(caller, tenant, id, expected, old -> content.written());
    }

    /**
     * Changes what the merge patch (RFC 7396) names.
     *
     * @throws VersionMismatch if its version is not an expected one
     * @throws Invalid if what comes out is not valid
     */
    public Artifact patch(Caller caller, TenantId tenant, ArtifactId id, MergePatch patch, ExpectedVersion expected) {
        return change(caller, tenant, id, expected, old -> old.merge(patch));
    }

    /**
     * Hides the artifact until somebody restores it.
     *
     * @throws VersionMismatch if its version is not an expected one
     */
    public void delete(Caller caller, TenantId tenant, ArtifactId id, ExpectedVersion expected) {
        gate(caller, tenant, Action.WRITE_ARTIFACTS).run(stores -> {
            requireExpected(stores.artifacts(), id, expected);
            stores.artifacts().delete(id);
        });
    }

    public Artifact restore(Caller caller, TenantId tenant, ArtifactId id) {
        return gate(caller, tenant, Action.RESTORE_ARTIFACT)
                .write(stores -> stores.artifacts().restore(id));
    }

    /** One page of those that match, and, where asked for, how many match in all. */
    public Listing list(
            Caller caller,
            TenantId tenant,
            ArtifactFilter filter,
            Optional<ArtifactPosition> after,
            int limit,
            boolean count) {
        return gate(caller, tenant, Action.READ_ARTIFACTS).read(stores -> {
            var page = stores.artifacts().list(filter, after, limit);
            return new Listing(page, count ? Optional.of(stores.artifacts().count(filter)) : Optional.empty());
        });
    }

    public ArtifactStats stats(Caller caller, TenantId tenant) {
        return gate(caller, tenant, Action.READ_ARTIFACTS)
                .read(stores -> stores.artifacts().stats());
    }

    /**
     * Gives every artifact to {@code sink}, newest first, a page at a time, so that memory does not grow with their
     * number. Not a snapshot: what changes meanwhile may show its old or its new state, and every artifact that is there
     * all the time is given once.
     */
    public void export(Caller caller, TenantId tenant, Consumer<? super Artifact> sink) {
        Optional<ArtifactPosition> after = Optional.empty();
        do {
            var page = list(caller, tenant, ArtifactFilter.ALL, after, EXPORT_PAGE, false)
                    .page();
            page.items().forEach(sink);
            after = page.next();
        } while (after.isPresent());
    }

    /**
     * Makes an artifact of every good line, hundreds in a transaction; bad lines stop nothing, nor does one that only the
     * database refuses. Each transaction asks anew whether the caller may. If that or the database fails, or {@code lines}
     * throws, what came before stays. A large import ends with {@link ArtifactStore#settle}, whose failure it survives.
     */
    public ImportReport importAll(Caller caller, TenantId tenant, Iterator<ImportLine> lines) {
        return settled(caller, tenant, importing(caller, tenant).run(lines));
    }

    /**
     * Makes an artifact of every line in one transaction, if all are good. From the first bad line on nothing is stored,
     * and the rest is read for its bad lines only; the report then says that none was created. If anything fails, or the
     * caller is no longer allowed to when a batch or the end is reached, nothing is stored either.
     */
    public ImportReport importAllOrNothing(Caller caller, TenantId tenant, Iterator<ImportLine> lines) {
        ArtifactImport importing = importing(caller, tenant);
        Gate gate = gate(caller, tenant, Action.WRITE_ARTIFACTS);
        try {
            ImportReport report = gate.write(stores -> {
                importing.runToTheFirstBad(lines);
                if (importing.hasFailed()) {
                    throw new Withdrawn();
                }
                return importing.report();
            });
            return settled(caller, tenant, report);
        } catch (Withdrawn rolledBack) {
            return importing.withdraw(lines, batch -> tryOut(gate, batch));
        }
    }

    /** Stores the artifacts and takes them back. */
    private static void tryOut(Gate gate, List<Artifact> batch) {
        try {
            gate.run(stores -> {
                stores.artifacts().createAll(batch);
                throw new Withdrawn();
            });
        } catch (Withdrawn accepted) {
            // Nothing refused them.
        }
    }

    /** After the end, as nobody but the import itself sees its rows before. */
    private ImportReport settled(Caller caller, TenantId tenant, ImportReport report) {
        if (report.created() >= LARGE_IMPORT) {
            try {
                gate(caller, tenant, Action.WRITE_ARTIFACTS)
                        .run(stores -> stores.artifacts().settle());
            } catch (GhostworksException tooBusy) {
                // The import stands. The database does the same by itself some time later.
            }
        }
        return report;
    }

    private ArtifactImport importing(Caller caller, TenantId tenant) {
        Gate gate = gate(caller, tenant, Action.WRITE_ARTIFACTS);
        return new ArtifactImport(
                content -> first(caller, content),
                batch -> gate.run(stores -> stores.artifacts().createAll(batch)));
    }

    private Artifact change(
            Caller caller,
            TenantId tenant,
            ArtifactId id,
            ExpectedVersion expected,
            UnaryOperator<ArtifactContent> change) {
        return gate(caller, tenant, Action.WRITE_ARTIFACTS).write(stores -> {
            Artifact old = requireExpected(stores.artifacts(), id, expected);
            return stores.artifacts().replace(id, change.apply(old.content()));
        });
    }

    private static Artifact requireExpected(ArtifactStore artifacts, ArtifactId id, ExpectedVersion expected) {
        Artifact artifact = artifacts.lock(id);
        if (!expected.includes(artifact.version())) {
            throw new VersionMismatch();
        }
        return artifact;
    }

    private Artifact first(Caller caller, ArtifactContent content) {
        return Artifact.first(new ArtifactId(timeAndIds.id()), content.written(), caller.user(), timeAndIds.now());
    }

    private Gate gate(Caller caller, TenantId tenant, Action action) {
        return new Gate(tenancy, caller, tenant, action);
    }

    /** @param total how many match in all, where it was asked for */
    public record Listing(Page<Artifact, ArtifactPosition> page, Optional<Long> total) {}

    /** Takes an import back. */
    private static final class Withdrawn extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Withdrawn() {
            super("a line is bad", null, false, false);
        }
    }
}
