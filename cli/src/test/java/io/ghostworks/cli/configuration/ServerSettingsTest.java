package io.ghostworks.cli.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.jooq.SealKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {

    private static final String URL = "postgresql://me:secret@localhost:5432/db";
    private static final String SIGN_IN = "postgresql://you:secret@localhost:5432/db";

    @TempDir
    Path home;

    private ServerSettings read(Map<String, String> environment) {
        return ServerSettings.read(environment, Optional.empty(), home);
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_POOL_SIZE, 0",
        "DATABASE_POOL_SIZE, ten",
        "DATABASE_POOL_SIZE, ''",
        "DATABASE_POOL_SIZE, 1e3",
        "DATABASE_MAX_OVERFLOW, -1",
        "DATABASE_POOL_RECYCLE, 29",
        "DATABASE_POOL_TIMEOUT, 0",
        "DATABASE_POOL, sometimes",
        "DATABASE_STATEMENT_TIMEOUT, -1",
        "DATABASE_STARTUP_TIMEOUT, soon",
        "DATABASE_ECHO, maybe",
        "DATABASE_URL, ''",
        "DATABASE_URL, mysql://me:secret@localhost/db",
        "DATABASE_URL, 'postgresql://me:secret@localhost:99999/db'",
        "DATABASE_MIGRATION_URL, postgresql://me:secret@h/db",
        "DATABASE_SIGN_IN_URL, postgresql://me:secret@h/db",
        "DATABASE_SIGN_IN_URL, ''",
        "DATABASE_POOLSIZE, 3",
        "DATABASE_SECRET, secret",
        "PORT, 65536",
        "PORT, -1",
        "PORT, http",
        "MANAGEMENT_PORT, x",
        "ACCESS_TOKEN_KEY, secret",
        "ACCESS_TOKEN_KEY, c2VjcmV0",
        "ACCESS_TOKEN_SIGNING_KEYS, secret",
        "ACCESS_TOKEN_SIGNING_KEYS, ','",
        "SEAL_KEY, secret",
        "SEAL_KEY, c2VjcmV0",
        "SEAL_KEY, ''",
        "SMTP_URL, smtp://me:secret@h?starttls=never",
        "SMTP_URL, smtp://me:secret@h",
        "SMTP_URL, h",
        "MAIL_FROM, nobody at all",
        "AUTH_ATTEMPTS_PER_MINUTE, 0"
    })
    void namesTheKeyThatIsWrongInOneLineAndNoSecret(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContaining(key)
                .message()
                .hasLineCount(1)
                .doesNotContain("secret", "c2VjcmV0");
    }

    @ParameterizedTest
    @CsvSource({"DATABASE_POOL_SIZE", "DATABASE_MAX_OVERFLOW", "DATABASE_POOL_RECYCLE", "DATABASE_POOL_TIMEOUT"})
    void refusesWhatContradictsNoPool(String key) {
        assertThatThrownBy(() -> read(Map.of(
                        "DATABASE_URL", URL, "DATABASE_SIGN_IN_URL", SIGN_IN, "DATABASE_POOL", "none", key, "30")))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContainingAll(key, "DATABASE_POOL=none");
    }

    @Test
    void wantsARoleOfItsOwnToSignPeopleIn() {
        assertThatThrownBy(() -> read(Map.of("DATABASE_URL", URL)))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContainingAll("DATABASE_SIGN_IN_URL is not set", "GHOSTWORKS_SIGN_IN_PASSWORD", "`db init`");
        assertThatThrownBy(() -> read(Map.of("DATABASE_URL", URL, "DATABASE_SIGN_IN_URL", URL)))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContainingAll("DATABASE_SIGN_IN_URL", "a different role");
    }

    @Test
    void wantsOneSealKeyForADatabaseOfOnesOwn() {
        Map<String, String> database = Map.of("DATABASE_URL", URL, "DATABASE_SIGN_IN_URL", SIGN_IN);
        assertThatThrownBy(() -> read(database).sealKey())
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContainingAll("SEAL_KEY is not set", "SEAL_KEY_FILE");

        Map<String, String> two = new HashMap<>(database);
        two.put("SEAL_KEY", SealKey.random().text());
        two.put("SEAL_KEY_FILE", home.resolve("key").toString());
        assertThatThrownBy(() -> read(two))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContaining("SEAL_KEY and SEAL_KEY_FILE are both set");
    }

    @Test
    void makesASealKeyForTheEmbeddedDatabaseAndKeepsIt() {
        String made = read(Map.of()).sealKey().get().text();

        assertThat(read(Map.of()).sealKey().get().text()).isEqualTo(made);
    }

    @Test
    void leavesNoDoubtWhereLettersGo() {
        String smtp = "smtp://localhost:25?starttls=never";
        assertThatThrownBy(() -> read(Map.of("SMTP_URL", smtp, "MAIL_FROM", "a@b", "MAIL_DIRECTORY", "mail")))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContainingAll("MAIL_DIRECTORY", "SMTP_URL");
        assertThatThrownBy(() -> read(Map.of("SMTP_URL", smtp)))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContainingAll("MAIL_FROM", "SMTP_URL");
        assertThat(read(Map.of("SMTP_URL", smtp, "MAIL_FROM", "a@b")).find(Keys.SMTP_URL))
                .isPresent();
    }

    @Test
    void refusesOnePortForTwoPurposes() {
        assertThatThrownBy(() -> read(Map.of("PORT", "9000", "MANAGEMENT_PORT", "9000")))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContainingAll("MANAGEMENT_PORT", "PORT");
        assertThat(read(Map.of("PORT", "0", "MANAGEMENT_PORT", "0")).find(Keys.MANAGEMENT_PORT))
                .contains(0);
    }

    @Test
    void letsTheEnvironmentWinOverTheFile() throws IOException {
        Path file = Files.writeString(home.resolve("c"), "PORT=1234\nDATABASE_POOL_SIZE = 7\n");

        ServerSettings settings = ServerSettings.read(Map.of("PORT", "4321"), Optional.of(file), home);

        assertThat(settings.get(Keys.PORT)).isEqualTo(4321);
        assertThat(settings.get(Keys.DATABASE_POOL_SIZE)).isEqualTo(7);
    }

    @Test
    void refusesAFileThatIsNotThereOrHasAnUnknownKey() throws IOException {
        Path file = Files.writeString(home.resolve("c"), "PROT=1234\n");

        assertThatThrownBy(() -> ServerSettings.read(Map.of(), Optional.of(file), home))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContaining("PROT");
        assertThatThrownBy(() -> ServerSettings.read(Map.of(), Optional.of(home.resolve("none")), home))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContaining("none");
    }

    @Test
    void leavesOtherPeoplesKeysAlone() {
        assertThat(read(Map.of("PATH", "/bin", "JAVA_HOME", "x", "HOSTNAME", "y"))
                        .get(Keys.PORT))
                .isEqualTo(8000);
    }

    @Test
    void neverPrintsASecret() {
        assertThat(read(Map.of("DATABASE_URL", URL, "DATABASE_SIGN_IN_URL", SIGN_IN))
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    void documentsEveryKeyOnceAsItIsDeclared() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", "configuration.md"));
        List<String> rows =
                page.lines().filter(line -> line.matches("\\| `[A-Z_]+` \\|.*")).toList();

        assertThat(rows)
                .containsExactlyElementsOf(Keys.ALL.stream()
                        .map(key -> "| `" + key.name() + "` | " + key.otherwise() + " | " + key.meaning() + " |")
                        .toList());
    }

    @Test
    void namesAKeyThatWasProbablyMeant() {
        assertThatThrownBy(() -> read(Map.of("DATABASE_POOLSIZE", "3")))
                .hasMessage("Unknown key DATABASE_POOLSIZE in the environment; did you mean DATABASE_POOL_SIZE?");
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        refuses(home.resolve("none"), "there is no such file");
        refuses(home, "it is a directory");
        refuses(Files.write(home.resolve("latin"), new byte[] {'P', '=', (byte) 0xe4}), "it is not UTF-8");
        refuses(Files.writeString(home.resolve("escape"), "HOST=\\u12\n"), "hexadecimal digits");
        refuses(Files.writeString(home.resolve("large"), "#".repeat(1024 * 1024 + 1)), "more than 1048576 bytes");
    }

    private void refuses(Path file, String why) {
        assertThatThrownBy(() -> ServerSettings.read(Map.of(), Optional.of(file), home))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContainingAll(file.toString(), why)
                .message()
                .hasLineCount(1);
    }

    @Test
    void readsTheFileThatTheEnvironmentNames() throws IOException {
        Path file = Files.writeString(home.resolve("c"), "PORT=1234\n");

        assertThat(read(Map.of("GHOSTWORKS_CONFIG", file.toString())).get(Keys.PORT))
                .isEqualTo(1234);
    }
}
