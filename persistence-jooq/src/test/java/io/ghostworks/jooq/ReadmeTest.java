package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the embedding example of README.md. */
@ExtendWith(DatabaseExtension.class)
class ReadmeTest {

    @Test
    void embedsInFifteenLines() throws IOException {
        assertThat(Guide.block("README.md", "java").lines().count()).isLessThanOrEqualTo(15);
    }

    @Test
    void storesAndReadsAnArtifact(TestDatabase test, @TempDir Path directory) throws Exception {
        DatabaseUrl app = test.app();
        ArtifactId id = new ArtifactId(UUID.randomUUID());
        try (Database database = Database.open(TestPorts.settings(test), TestPorts.key(test))) {
            User owner = new World(TestPorts.of(database, test)).user();
            Room room = new World(TestPorts.of(database, test)).room(owner);

            example(directory)
                    .invoke(
                            null,
                            app.jdbcUrl(),
                            app.user(),
                            app.password(),
                            TestPorts.key(test).text(),
                            room.tenant(),
                            owner.id(),
                            id,
                            World.THEN);

            assertThat(room.<Artifact>read(stores -> stores.artifacts().get(id))
                            .content()
                            .name())
                    .isEqualTo("Report");
        }
    }

    private static Method example(Path directory) throws Exception {
        String code = Guide.block("README.md", "java");
        String imports = code.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String body = code.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        Path source = directory.resolve("Example.java");
        Files.writeString(source, imports + """

                        public class Example {
                            public static void run(String url, String user, String password, String sealKey,
                                    io.ghostworks.tenant.TenantId tenant, io.ghostworks.account.UserId actor,
                                    io.ghostworks.artifact.ArtifactId id, java.time.Instant now) {
                        """ + body + "\n}}");
        int errors = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(errors).isZero();
        URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, ReadmeTest.class.getClassLoader());
        return loader.loadClass("Example")
                .getMethod(
                        "run",
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        TenantId.class,
                        UserId.class,
                        ArtifactId.class,
                        Instant.class);
    }
}
