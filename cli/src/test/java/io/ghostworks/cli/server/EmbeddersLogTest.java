package io.ghostworks.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.DatabaseSettings;
import io.ghostworks.jooq.SealKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the library writes into the log of a program that embeds it: in a JVM of its own, since jOOQ greets once in each. */
@ExtendWith(DatabaseExtension.class)
class EmbeddersLogTest {

    private final TestDatabase database;

    EmbeddersLogTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void holdsNeitherABannerNorATipNorAWarningOfJooqs() throws IOException, InterruptedException {
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        database.app().jdbcUrl(),
                        Objects.requireNonNull(database.app().user()),
                        Objects.requireNonNull(database.app().password()),
                        database.sealKeyText()))
                .redirectErrorStream(true)
                .start();
        String log = new String(program.getInputStream().readAllBytes(), UTF_8);

        assertThat(program.waitFor()).as(log).isZero();
        // What the pool says shows that this log would show it.
        assertThat(log)
                .contains("HikariDataSource", "PostgreSQL ")
                .doesNotContainIgnoringCase("jooq", "tip", "version ");
    }

    /** Opens a database and asks it something. */
    static final class Program {

        private Program() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) {
            DatabaseSettings settings = DatabaseSettings.of(arguments[0], arguments[1], arguments[2]);
            try (Database opened = Database.open(settings, SealKey.parse(arguments[3]))) {
                System.out.println("PostgreSQL " + opened.server().version());
            }
        }
    }
}
