package io.ghostworks.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.cli.Main;
import io.ghostworks.crypto.SecretKey;
import io.ghostworks.migrations.SealKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers of one database get a new seal key one after the other, and refuse nobody meanwhile. */
class SealRotationTest {

    /** Longer than a server goes without looking at the file of its key. */
    private static final Duration LOOK = Duration.ofMillis(1100);

    @TempDir
    Path home;

    @Test
    void answersEveryRequestWhileTheKeyChanges() throws IOException {
        Path one = home.resolve("one.key");
        Path two = home.resolve("two.key");
        String secret = SecretKey.random().text();
        try (RunningServer first = RunningServer.start(
                        database -> Map.of("SEAL_KEY_FILE", keyIn(one, database), "ACCESS_TOKEN_KEY", secret));
                RunningServer second = RunningServer.start(Map.of(
                        "DATABASE_URL", RunningServer.url(first.database().app()),
                        "DATABASE_SIGN_IN_URL",
                                RunningServer.url(first.database().signIn()),
                        "DATABASE_MIGRATION_URL",
                                RunningServer.url(first.database().admin()),
                        "SEAL_KEY_FILE", keyIn(two, first.database()),
                        "ACCESS_TOKEN_KEY", secret))) {
            SealKeys keys = new SealKeys(first.database().admin());
            String old = keys.ids().getFirst();
            String token = ApiClient.of(first).newPerson().token();
            ask(token, first, second);

            run(one, first, "rotate-seal-key");
            assertThat(keys.ids()).hasSize(2);
            ask(token, first, second);

            Files.copy(one, two, StandardCopyOption.REPLACE_EXISTING);
            ask(token, first, second);

            run(one, first, "rotate-seal-key", "--finish");
            assertThat(keys.ids()).hasSize(1).doesNotContain(old);
            ask(token, first, second);
        }
    }

    private static String keyIn(Path file, TestDatabase database) {
        try {
            return Files.writeString(file, database.sealKeyText()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ask(String token, RunningServer... servers) {
        long until = System.nanoTime() + LOOK.toNanos();
        do {
            for (RunningServer server : servers) {
                ApiClient.of(server).with(token).get("/workspaces").send().expect(200);
            }
        } while (System.nanoTime() < until);
    }

    private void run(Path key, RunningServer server, String... command) throws IOException {
        Path config = Files.writeString(home.resolve("config"), "SEAL_KEY_FILE=" + key + "\n");
        StringWriter said = new StringWriter();
        int code = Main.commandLine(true)
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(java.util.stream.Stream.of(
                                java.util.stream.Stream.of("db"),
                                java.util.stream.Stream.of(command),
                                java.util.stream.Stream.of(
                                        "--config",
                                        config.toString(),
                                        "--database",
                                        RunningServer.url(server.database().admin())))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
        assertThat(code).as(said.toString()).isZero();
    }
}
