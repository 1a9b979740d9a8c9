package io.ghostworks.benchmarks.library;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a JVM that JMH forks has to know of the one that made the data. In a file only its owner can read, because it holds
 * passwords, and arguments of a process are everybody's to read.
 */
record ForkFile(int rows, DatabaseUrl app, DatabaseUrl admin, SealKey sealKey) {

    private static final String PROPERTY = "ghostworks.bench.fork";

    /** Makes a file for the forks; whoever calls deletes it. */
    static Path write(int rows, TestDatabase database) {
        try {
            Path file = Files.createTempFile("ghostworks-bench", null);
            return Files.write(file, lines(rows, database.app(), database.admin(), database.sealKeyText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(int rows, DatabaseUrl app, DatabaseUrl admin, String sealKey) {
        return List.of(
                Integer.toString(rows),
                app.jdbcUrl(),
                Objects.requireNonNull(app.user()),
                Objects.requireNonNull(app.password()),
                Objects.requireNonNull(admin.user()),
                Objects.requireNonNull(admin.password()),
                sealKey);
    }

    static String option(Path file) {
        return "-D" + PROPERTY + "=" + file;
    }

    /** The file this JVM was started with. */
    static ForkFile given() {
        try {
            String path =
                    Objects.requireNonNull(System.getProperty(PROPERTY), "start it by ./ghostworks bench library");
            List<String> lines = Files.readAllLines(Path.of(path));
            DatabaseUrl url = DatabaseUrl.parse(lines.get(1));
            return new ForkFile(
                    Integer.parseInt(lines.getFirst()),
                    url.withUser(lines.get(2), lines.get(3)),
                    url.withUser(lines.get(4), lines.get(5)),
                    SealKey.parse(lines.get(6)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
