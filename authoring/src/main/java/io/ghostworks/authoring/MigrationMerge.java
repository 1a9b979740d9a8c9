package io.ghostworks.authoring;

import io.ghostworks.authoring.MigrationFolder.MigrationFile;
import io.ghostworks.migrations.MigrationStatus.State;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Settles two heads: a migration of a branch that would come before, or beside, one that others have applied already gets
 * the next version, with its way back. What the base branch has or the database has applied keeps its version.
 */
public final class MigrationMerge {
    private final MigrationProject project;
    private final Clock clock;

    public MigrationMerge(MigrationProject project, Clock clock) {
        this.project = project;
        this.clock = clock;
    }

    /**
     * Renames files, in Git's index too where they are tracked.
     *
     * @param base a branch or commit of Git whose migrations stay, if any
     * @param database a database whose applied migrations stay, if any
     * @return what was renamed, oldest first; empty when there is one head
     * @throws DatabaseProblem when two have one version and nothing tells which of them stays; nothing is renamed then
     */
    public List<Renamed> merge(Optional<String> base, Optional<DatabaseUrl> database) {
        Set<String> staying = new HashSet<>();
        GitFolder git = new GitFolder(project.migrations());
        base.ifPresent(revision -> staying.addAll(git.files(revision).keySet()));
        database.ifPresent(url -> staying.addAll(applied(url)));
        MigrationFolder folder = MigrationFolder.read(project.migrations());
        List<Renamed> renamed = new ArrayList<>();
        for (MigrationFile up : moving(folder, staying)) {
            renamed.addAll(rename(git, folder, up));
        }
        return renamed;
    }

    private Set<String> applied(DatabaseUrl url) {
        Set<String> scripts = new HashSet<>();
        project.migrator(url)
                .status()
                .in(State.APPLIED, State.CHANGED, State.FAILED)
                .forEach(one -> scripts.add(one.script()));
        return scripts;
    }

    private static Set<MigrationFile> moving(MigrationFolder folder, Set<String> staying) {
        Optional<MigrationVersion> newest = folder.ups().stream()
                .filter(up -> staying.contains(up.name()))
                .map(MigrationFile::version)
                .max(MigrationVersion::compareTo);
        Set<MigrationFile> moving = new LinkedHashSet<>();
        for (MigrationFile up : folder.ups()) {
            boolean late = newest.isPresent() && !up.version().isNewerThan(newest.get());
            if (late && !staying.contains(up.name())) {
                moving.add(up);
            }
        }
        for (MigrationFile up : folder.ups()) {
            List<MigrationFile> same = folder.ups().stream()
                    .filter(other -> other.version().equals(up.version()) && !moving.contains(other))
                    .toList();
            if (same.size() > 1) {
                throw new DatabaseProblem(
                        "both " + same.get(0).name() + " and " + same.get(1).name()
                                + " are new; say which migrations stay with --base BRANCH or --database URL");
            }
        }
        return moving;
    }

    private List<Renamed> rename(GitFolder git, MigrationFolder folder, MigrationFile up) {
        String version = new NewMigration(project.migrations(), clock).nextVersion();
        List<Renamed> renamed = new ArrayList<>();
        renamed.add(rename(git, up, version));
        folder.downOf(up).ifPresent(down -> renamed.add(rename(git, down, version)));
        return renamed;
    }

    private static Renamed rename(GitFolder git, MigrationFile file, String version) {
        Path target =
                file.path().resolveSibling((file.up() ? "V" : "U") + version + "__" + file.description() + ".sql");
        try {
            git.move(file.path(), target);
        } catch (IOException e) {
            throw new DatabaseProblem("cannot rename " + file.path() + ": " + e.getMessage(), e);
        }
        return new Renamed(file.name(), String.valueOf(target.getFileName()));
    }

    /** The names before and after. */
    public record Renamed(String from, String to) {}
}
