package io.ghostworks.migrations.flyway;

import io.ghostworks.migrations.database.DatabaseProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The texts of migration files, from the same locations as Flyway's. */
public final class MigrationSource {
    private static final String CLASS_PATH = "classpath:";
    private static final String FILE_SYSTEM = "filesystem:";

    private final List<String> locations;
    private final ClassLoader loader;

    MigrationSource(List<String> locations, ClassLoader loader) {
        this.locations = List.copyOf(locations);
        this.loader = loader;
    }

    /** The text of a file, named as Flyway names it: relative to its location. */
    public Optional<String> find(String script) {
        for (String location : locations) {
            try {
                Optional<String> text = location.startsWith(FILE_SYSTEM)
                        ? file(Path.of(location.substring(FILE_SYSTEM.length()), script))
                        : resource(location.replaceFirst("^" + CLASS_PATH, "") + "/" + script);
                if (text.isPresent()) {
                    return text;
                }
            } catch (IOException e) {
                throw new DatabaseProblem(
                        DatabaseProblem.Kind.CONFIGURATION, "cannot read " + script + " in " + location, e);
            }
        }
        return Optional.empty();
    }

    /** The file that takes a migration back. */
    public static String downName(String upScript) {
        int name = upScript.lastIndexOf('/') + 1;
        return upScript.substring(0, name) + "U" + upScript.substring(name + 1);
    }

    private static Optional<String> file(Path path) throws IOException {
        return Files.isRegularFile(path)
                ? Optional.of(MigrationText.of(String.valueOf(path.getFileName()), Files.readAllBytes(path)))
                : Optional.empty();
    }

    private Optional<String> resource(String name) throws IOException {
        try (InputStream stream = loader.getResourceAsStream(name.replaceFirst("^/", ""))) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(MigrationText.of(name.substring(name.lastIndexOf('/') + 1), stream.readAllBytes()));
        }
    }
}
