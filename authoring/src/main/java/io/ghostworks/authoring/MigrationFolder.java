package io.ghostworks.authoring;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.flyway.MigrationText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;

/** The files of a migrations folder by their names; nothing is read from them. */
record MigrationFolder(List<MigrationFile> files, List<Path> strangers) {
    private static final Pattern NAME =
            Pattern.compile("(?<kind>[VU])(?<version>\\d+(?:[._]\\d+)*)__(?<description>[A-Za-z0-9]\\w*)\\.sql");
    private static final Pattern REPEATABLE = Pattern.compile("R__\\w+\\.sql|.*\\.sql\\.conf|package-info.*|\\..*");

    MigrationFolder {
        files = List.copyOf(files);
        strangers = List.copyOf(strangers);
    }

    static MigrationFolder read(Path folder) {
        MigrationProject.requireFolder("migrations", folder);
        List<MigrationFile> files = new ArrayList<>();
        List<Path> strangers = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            paths.sorted().forEach(path -> {
                String name = String.valueOf(path.getFileName());
                Optional<MigrationFile> file = parse(path);
                file.ifPresent(files::add);
                if (file.isEmpty() && !REPEATABLE.matcher(name).matches()) {
                    strangers.add(path);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(Comparator.comparing(MigrationFile::version).thenComparing(MigrationFile::name));
        return new MigrationFolder(files, strangers);
    }

    static Optional<MigrationFile> parse(Path path) {
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        return name.matches()
                ? Optional.of(new MigrationFile(
                        path,
                        name.group("kind").equals("V"),
                        MigrationVersion.fromVersion(name.group("version")),
                        name.group("description")))
                : Optional.empty();
    }

    /** The ways up, oldest first. */
    List<MigrationFile> ups() {
        return files.stream().filter(MigrationFile::up).toList();
    }

    List<MigrationFile> downs() {
        return files.stream().filter(file -> !file.up()).toList();
    }

    Optional<MigrationFile> downOf(MigrationFile up) {
        return downs().stream()
                .filter(down -> down.version().equals(up.version())
                        && down.description().equals(up.description()))
                .findFirst();
    }

    Optional<MigrationVersion> newest() {
        return files.stream().map(MigrationFile::version).max(Comparator.naturalOrder());
    }

    /** One file; {@code up} for a {@code V}. */
    record MigrationFile(Path path, boolean up, MigrationVersion version, String description) {
        String name() {
            return String.valueOf(path.getFileName());
        }

        String text() {
            try {
                return MigrationText.of(name(), Files.readAllBytes(path));
            } catch (IOException e) {
                throw new DatabaseProblem(
                        DatabaseProblem.Kind.CONFIGURATION, "cannot read " + path + ": " + e.getMessage(), e);
            }
        }
    }
}
