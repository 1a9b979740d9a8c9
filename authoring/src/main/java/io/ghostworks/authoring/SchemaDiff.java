package io.ghostworks.authoring;

import io.ghostworks.authoring.RenameHints.Rename;
import io.ghostworks.authoring.SchemaScripts.Side;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.snapshot.SchemaDifference;
import io.ghostworks.migrations.snapshot.SchemaSnapshot;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The migration from what the migrations make to what is declared, both ways. */
public final class SchemaDiff {
    private final Scratch scratch;

    public SchemaDiff(Scratch scratch) {
        this.scratch = scratch;
    }

    /** How the declared schema differs from the migrated one: expected is what is declared. Empty when it does not. */
    public List<SchemaDifference> differences() {
        String schema = scratch.project().schema();
        DatabaseUrl migrated = scratch.migrated(Optional.empty());
        DatabaseUrl declared = scratch.declared();
        return SchemaSnapshot.read(declared, schema).differences(SchemaSnapshot.read(migrated, schema));
    }

    /**
     * Writes the pair of files, after both were executed on scratch databases and led to exactly the wanted schema.
     *
     * @return the files; empty when there is nothing to do, and then nothing is written
     * @throws io.ghostworks.migrations.database.DatabaseProblem when the declared schema or a migration fails, or no script can be
     *     found that leads to the declared schema; it names the object, and nothing is written
     */
    public Optional<NewMigration.Pair> write(String description, Clock clock) {
        NewMigration files = new NewMigration(scratch.project().migrations(), clock);
        DatabaseUrl migrated = scratch.migrated(Optional.empty());
        DatabaseUrl declared = scratch.declared();
        Optional<Scripts> difference = between(
                migrated,
                declared,
                DeclaredSchema.read(scratch.project().declared()).renames());
        scratch.drop(migrated);
        scratch.drop(declared);
        return difference.map(scripts -> {
            String title = "-- " + description.strip() + "\n";
            return files.write(
                    description, title + scripts.up(), title.replace("-- ", "-- Takes back: ") + scripts.down());
        });
    }

    /** Both ways between two scratch databases; empty when their schemas are equal. */
    Optional<Scripts> between(DatabaseUrl from, DatabaseUrl to) {
        return between(from, to, List.of());
    }

    private Optional<Scripts> between(DatabaseUrl from, DatabaseUrl to, List<Rename> renames) {
        Side before = Side.of(from, scratch);
        Side after = Side.of(to, scratch);
        if (before.snapshot().equals(after.snapshot())) {
            return Optional.empty();
        }
        SchemaScripts up = new SchemaScripts(scratch, before, after, renames);
        String upScript = up.verified();
        SchemaScripts down = new SchemaScripts(scratch, after.at(up.result()), before, RenameHints.back(renames));
        String downScript = down.verified();
        scratch.drop(up.result());
        scratch.drop(down.result());
        return Optional.of(new Scripts(upScript, downScript));
    }

    /** The texts of both files. */
    record Scripts(String up, String down) {}
}
