package io.ghostworks.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.cli.Main;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.SealKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealCommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final TestDatabase database = TestDatabases.shared().create();
    private final SealKeys keys;
    private final Path file;
    private final Path home;
    private final Path config;

    SealCommandsTest(@TempDir Path home) throws IOException {
        this.home = home;
        this.keys = new SealKeys(database.admin());
        this.file = Files.writeString(home.resolve("seal.key"), database.sealKeyText());
        this.config = configure(home, "SEAL_KEY_FILE=" + file);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private static Path configure(Path home, String line) throws IOException {
        return Files.writeString(home.resolve("server.conf"), line + "\n");
    }

    private SealKey inFile() throws IOException {
        return SealKey.parse(Files.readString(file));
    }

    @Test
    void makesAKeyThatTheDatabaseAcceptsBesideTheOldOneAndForgetsTheOldOneAtTheEnd() throws IOException {
        SealKey old = inFile();
        assertThat(run("rotate-seal-key")).isZero();
        SealKey made = inFile();
        assertThat(made.id()).isNotEqualTo(old.id());
        assertThat(keys.ids()).containsExactly(old.id(), made.id());

        assertThat(run("rotate-seal-key", "--finish")).isZero();
        assertThat(keys.ids()).containsExactly(made.id());
        assertThat(out.toString())
                .contains(
                        "accepts the new key " + made.id(),
                        "--finish",
                        "accepts the key " + made.id() + " alone; it forgot 1")
                .doesNotContain(made.text(), old.text());
    }

    @Test
    void forgetsNoKeyWhileTheDatabaseDoesNotHaveTheConfiguredOne() throws IOException {
        SealKey old = inFile();
        SealKey other = SealKey.random();
        Files.writeString(file, other.text());
        assertThat(run("rotate-seal-key", "--finish")).isEqualTo(1);
        assertThat(keys.ids()).containsExactly(old.id());
        assertThat(err.toString())
                .contains("does not have the configured key " + other.id(), "--add")
                .hasLineCount(1);

        assertThat(run("rotate-seal-key", "--add")).isZero();
        assertThat(run("rotate-seal-key", "--finish")).isZero();
        assertThat(keys.ids()).containsExactly(other.id());
    }

    @Test
    void changesNoKeyInTheEnvironmentButAddsIt() throws IOException {
        SealKey next = SealKey.random();
        configure(home, "SEAL_KEY=" + next.text());
        assertThat(run("rotate-seal-key")).isEqualTo(2);
        assertThat(err.toString())
                .contains("SEAL_KEY is set", "--add")
                .doesNotContain(next.text())
                .hasLineCount(1);

        assertThat(run("rotate-seal-key", "--add")).isZero();
        assertThat(keys.ids()).contains(next.id());
    }

    @Test
    void takesOneStepAtATime() {
        assertThat(run("rotate-seal-key", "--add", "--finish")).isEqualTo(2);
        assertThat(keys.ids()).hasSize(1);
    }

    @Test
    void requiresTheSealAndGoesBack() {
        assertThat(run("require-seal", "--off")).isZero();
        assertThat(keys.isRequired()).isFalse();
        assertThat(run("require-seal")).isZero();
        assertThat(run("require-seal")).isZero();
        assertThat(keys.isRequired()).isTrue();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("db", arguments[0]));
        all.addAll(List.of(arguments).subList(1, arguments.length));
        all.addAll(List.of("--config", config.toString(), "--database", url()));
        return Main.commandLine(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private String url() {
        return database.admin().toString().replace("@", ":" + database.admin().password() + "@");
    }
}
