package io.ghostworks.authoring;

import io.ghostworks.authoring.MigrationFolder.MigrationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;

/** What the names of the files tell, and their texts compared with those of a base branch. Needs no database. */
final class FileChecks {
    private final MigrationFolder folder;
    private final List<Finding> findings = new ArrayList<>();

    FileChecks(MigrationFolder folder) {
        this.folder = folder;
    }

    /** @param base the files of the base branch by their names, empty for none */
    List<Finding> findings(Map<String, String> base) {
        names();
        pairs();
        heads();
        against(base);
        return List.copyOf(findings);
    }

    private void names() {
        for (Path stranger : folder.strangers()) {
            add("name", stranger, "is not named like a migration: VYYYY_MM_DD_HHMM__what_it_does.sql, or U…");
        }
    }

    private void pairs() {
        for (MigrationFile up : folder.ups()) {
            if (folder.downOf(up).isEmpty()) {
                add("no-down", up.path(), "has no " + up.name().replaceFirst("^V", "U") + " to take it back");
            }
        }
        for (MigrationFile down : folder.downs()) {
            boolean paired = folder.ups().stream()
                    .anyMatch(up -> up.version().equals(down.version())
                            && up.description().equals(down.description()));
            if (!paired) {
                add(
                        "no-up",
                        down.path(),
                        "takes back nothing: there is no " + down.name().replaceFirst("^U", "V"));
            }
        }
    }

    private void heads() {
        Map<MigrationVersion, MigrationFile> seen = new HashMap<>();
        for (MigrationFile up : folder.ups()) {
            MigrationFile other = seen.putIfAbsent(up.version(), up);
            if (other != null) {
                add("two-heads", up.path(), "has the same version as " + other.name() + ": `db merge` settles it");
            }
        }
    }

    private void against(Map<String, String> base) {
        Optional<MigrationVersion> newest = base.keySet().stream()
                .map(Path::of)
                .map(MigrationFolder::parse)
                .flatMap(Optional::stream)
                .filter(MigrationFile::up)
                .map(MigrationFile::version)
                .max(MigrationVersion::compareTo);
        for (MigrationFile up : folder.ups()) {
            String before = base.get(up.name());
            if (before == null && newest.isPresent() && !up.version().isNewerThan(newest.get())) {
                add(
                        "two-heads",
                        up.path(),
                        "is not newer than " + newest.get() + ", which the base branch has: `db merge` settles it");
            } else if (before != null && !before.equals(up.text())) {
                add("changed", up.path(), "was changed since the base branch: put its text back, and make a new one");
            }
        }
        base.keySet().stream()
                .filter(name -> name.startsWith("V")
                        && folder.ups().stream().noneMatch(up -> up.name().equals(name)))
                .forEach(name ->
                        add("removed", Path.of(name), "is on the base branch and is missing here: bring it back"));
    }

    private void add(String rule, Path file, String message) {
        findings.add(new Finding(rule, String.valueOf(file.getFileName()), 0, message));
    }
}
