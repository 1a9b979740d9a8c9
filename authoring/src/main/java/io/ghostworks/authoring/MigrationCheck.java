package io.ghostworks.authoring;

import io.ghostworks.authoring.MigrationFolder.MigrationFile;
import io.ghostworks.migrations.DowngradeOptions;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.UpgradeOptions;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.snapshot.SchemaDifference;
import io.ghostworks.migrations.snapshot.SchemaSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What CI asks of migrations: one line of them, nothing applied changed, each with a way back that leads exactly back, no
 * statement that stops a service for long, and together the declared schema.
 *
 * <p>A statement that locks is accepted by a comment above it: {@code -- ghostworks:accept index: the table has ten rows}.
 */
public final class MigrationCheck {
    private final Scratch scratch;

    public MigrationCheck(Scratch scratch) {
        this.scratch = scratch;
    }

    /**
     * Every finding.
     *
     * @param base a commit or branch of Git whose migrations are applied somewhere, for example {@code origin/main}
     * @throws DatabaseProblem when the scratch server can't be reached or Git does not know the base
     */
    public List<Finding> findings(Optional<String> base) {
        MigrationProject project = scratch.project();
        MigrationFolder folder = MigrationFolder.read(project.migrations());
        Map<String, String> before = base.map(revision -> new GitFolder(project.migrations()).files(revision))
                .orElse(Map.of());
        List<Finding> findings = new ArrayList<>(new FileChecks(folder).findings(before));
        if (findings.stream().noneMatch(finding -> finding.rule().equals("two-heads"))) {
            DatabaseUrl url = scratch.empty();
            LockCheck locks = new LockCheck(scratch);
            boolean all = true;
            for (MigrationFile up : folder.ups()) {
                findings.addAll(locks.findings(up));
                all = all && roundTrip(url, up, folder.downOf(up).isPresent(), findings);
            }
            scratch.drop(url);
            if (all) {
                declared(findings);
            }
        }
        return findings;
    }

    /** Up, down, up; false when it does not go up, which ends the check. */
    private boolean roundTrip(DatabaseUrl url, MigrationFile up, boolean down, List<Finding> findings) {
        Migrator migrator = scratch.project().migrator(url);
        SchemaSnapshot before = snapshot(url);
        try {
            migrator.upgrade(UpgradeOptions.DEFAULT.to(up.version().toString()));
        } catch (DatabaseProblem e) {
            findings.add(new Finding("fails", null, 0, e.getMessage() + ""));
            return false;
        }
        SchemaSnapshot after = snapshot(url);
        try {
            if (down) {
                migrator.downgrade(DowngradeOptions.DEFAULT.acceptDataLoss(true));
                report(up.name().replaceFirst("^V", "U"), "does not bring back: ", before, snapshot(url), findings);
                migrator.upgrade(UpgradeOptions.DEFAULT.to(up.version().toString()));
                report(up.name(), "does something else the second time: ", after, snapshot(url), findings);
            }
            return true;
        } catch (DatabaseProblem e) {
            findings.add(new Finding("not-reversible", null, 0, e.getMessage() + ""));
            return migrator.status().pending() == 0 || upAgain(migrator, up);
        }
    }

    private static boolean upAgain(Migrator migrator, MigrationFile up) {
        try {
            migrator.upgrade(UpgradeOptions.DEFAULT.to(up.version().toString()));
            return true;
        } catch (DatabaseProblem e) {
            return false;
        }
    }

    private static void report(
            String file, String what, SchemaSnapshot expected, SchemaSnapshot found, List<Finding> findings) {
        for (SchemaDifference difference : expected.differences(found)) {
            findings.add(new Finding("not-reversible", file, 0, what + difference));
        }
    }

    private void declared(List<Finding> findings) {
        try {
            for (SchemaDifference difference : new SchemaDiff(scratch).differences()) {
                findings.add(new Finding(
                        "declared",
                        null,
                        0,
                        "the migrations do not make the declared schema, `db diff` writes what is missing: "
                                + difference));
            }
        } catch (DatabaseProblem e) {
            findings.add(new Finding("declared", null, 0, e.getMessage() + ""));
        }
    }

    private SchemaSnapshot snapshot(DatabaseUrl url) {
        return SchemaSnapshot.read(url, scratch.project().schema());
    }
}
