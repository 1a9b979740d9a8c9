package io.ghostworks.cli.server;

import static io.ghostworks.api.ApiClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ghostworks.api.Answer;
import io.ghostworks.api.ApiClient;
import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.SealKeys;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The process as people meet it: what it says, what it exits with, what it leaves behind. */
@ExtendWith(DatabaseExtension.class)
class ProcessTest {

    @TempDir
    Path home;

    private Map<String, String> keys(TestDatabase database) {
        return Map.of(
                "DATABASE_URL", RunningServer.url(database.app()),
                "DATABASE_SIGN_IN_URL", RunningServer.url(database.signIn()),
                "DATABASE_MIGRATION_URL", RunningServer.url(database.admin()),
                "SEAL_KEY", database.sealKeyText(),
                "PORT", "0");
    }

    @Test
    void endsWith2AndOneLineWhenTheConfigurationIsWrong() throws Exception {
        Map<String, String> keys = Map.of("DATABASE_URL", "postgresql://me:secret@localhost:port/db");
        try (ServerProcess process = ServerProcess.run(home, keys, "serve")) {
            process.failsWith(2, "DATABASE_URL");
        }
    }

    @Test
    void endsWith2ForASuperuserWhomNoPolicyBinds(TestDatabase database) throws Exception {
        Map<String, String> keys = new HashMap<>(keys(database));
        keys.put("DATABASE_URL", RunningServer.url(database.admin()));
        try (ServerProcess process = ServerProcess.run(home, keys, "serve")) {
            process.failsWith(2, "DATABASE_URL", "row-level security");
        }
    }

    @Test
    void endsWith2ForTheOwnerOfATableThatDoesNotBindItsOwner(TestDatabase database) throws Exception {
        Sql.run(database.adminDataSource(), "create table public.notes (tenant_id uuid)");
        Sql.run(
                database.adminDataSource(),
                "alter table public.notes owner to " + database.app().user());
        Sql.run(database.adminDataSource(), "alter table public.notes enable row level security");
        try (ServerProcess process = ServerProcess.run(home, keys(database), "serve")) {
            process.failsWith(2, "DATABASE_URL", "alter table notes force row level security");
        }
    }

    @Test
    void endsWith2WithoutARoleToSignInWithBeforeItTouchesTheDatabase(TestDatabase database) throws Exception {
        Map<String, String> keys = new HashMap<>(keys(database));
        keys.remove("DATABASE_SIGN_IN_URL");
        try (ServerProcess process = ServerProcess.run(home, keys, "serve")) {
            process.failsWith(2, "DATABASE_SIGN_IN_URL is not set", "GHOSTWORKS_SIGN_IN_PASSWORD", "`db init`");
        }
    }

    @ParameterizedTest
    @MethodSource
    void endsWith2ForASignInRoleThatIsNoneOrIsMore(
            String why, String refusal, Function<TestDatabase, DatabaseUrl> signIn, TestDatabase database)
            throws Exception {
        Map<String, String> keys = new HashMap<>(keys(database));
        keys.put("DATABASE_SIGN_IN_URL", RunningServer.url(signIn.apply(database)));
        try (ServerProcess process = ServerProcess.run(home, keys, "serve")) {
            process.failsWith(2, "DATABASE_SIGN_IN_URL", refusal);
        }
    }

    static Stream<Arguments> endsWith2ForASignInRoleThatIsNoneOrIsMore() {
        return Stream.of(
                Arguments.of(
                        "a superuser", "row-level security", (Function<TestDatabase, DatabaseUrl>) TestDatabase::admin),
                Arguments.of(
                        "the application", "a different role", (Function<TestDatabase, DatabaseUrl>) TestDatabase::app),
                Arguments.of("elsewhere", "another database", (Function<TestDatabase, DatabaseUrl>)
                        database -> database.signIn().withDatabase("postgres")));
    }

    /** Without INHERIT a member has no privilege at first, and all of them after SET ROLE. */
    @ParameterizedTest
    @ValueSource(strings = {"inherit", "noinherit"})
    void endsWith2ForAnApplicationThatMaySignPeopleInToo(String inherits, TestDatabase database) throws Exception {
        String app = String.valueOf(database.app().user());
        Sql.run(database.adminDataSource(), "alter role " + app + " " + inherits);
        Sql.run(database.adminDataSource(), "grant ghostworks_sign_in to " + app);
        try (ServerProcess process = ServerProcess.run(home, keys(database), "serve")) {
            process.failsWith(2, "DATABASE_URL", "sign anybody in", "db doctor");
        } finally {
            Sql.run(database.adminDataSource(), "revoke ghostworks_sign_in from " + app);
            Sql.run(database.adminDataSource(), "alter role " + app + " inherit");
        }
    }

    @Test
    void endsWith2ForASignInRoleThatWorksInsideTenantsToo(TestDatabase database) throws Exception {
        String signIn = String.valueOf(database.signIn().user());
        Sql.run(database.adminDataSource(), "grant authenticated_users to " + signIn);
        try (ServerProcess process = ServerProcess.run(home, keys(database), "serve")) {
            process.failsWith(2, "DATABASE_SIGN_IN_URL", "authenticated_users");
        } finally {
            Sql.run(database.adminDataSource(), "revoke authenticated_users from " + signIn);
        }
    }

    @Test
    void endsWith2WithoutASealKey(TestDatabase database) throws Exception {
        Map<String, String> keys = new HashMap<>(keys(database));
        keys.remove("SEAL_KEY");
        try (ServerProcess process = ServerProcess.run(home, keys, "serve")) {
            process.failsWith(2, "SEAL_KEY is not set", "SEAL_KEY_FILE");
        }
    }

    @Test
    void endsWith2ForAnotherSealKeyThanTheDatabaseHas(TestDatabase database) throws Exception {
        SealKey other = SealKey.random();
        Map<String, String> keys = new HashMap<>(keys(database));
        keys.put("SEAL_KEY", other.text());
        try (ServerProcess process = ServerProcess.run(home, keys, "serve")) {
            process.failsWith(2, "The seal key " + other.id() + " does not open", "this database does not have");
        }
    }

    @Test
    void answers503AndLogsOneLineWhenTheDatabaseLosesItsSealKey(TestDatabase database) throws Exception {
        SealKey own = SealKey.of(database.sealKey());
        SealKey other = SealKey.random();
        SealKeys keys = new SealKeys(database.admin());
        try (ServerProcess process = ServerProcess.run(home, keys(database), "serve")) {
            Person person = ApiClient.of(process.uri()).newPerson();
            String workspace = person.newWorkspace();
            keys.add(other.bytes());
            keys.removeAllBut(other.id());
            int before = process.errors().size();

            Answer answer = person.api()
                    .get("/workspaces/" + workspace + "/artifacts")
                    .send()
                    .expect(503, "unavailable");

            assertThat(answer.header("Retry-After")).isPresent();
            List<String> logged =
                    process.errors().subList(before, process.errors().size());
            assertThat(logged).hasSize(1);
            assertThat(logged.getFirst())
                    .contains("The database does not accept the seal of this server", "the same seal key")
                    .doesNotContain("Exception");
            for (SealKey key : List.of(own, other)) {
                assertThat(answer.text() + logged).doesNotContain(key.id(), key.text());
            }
        } finally {
            keys.add(own.bytes());
            keys.removeAllBut(own.id());
        }
    }

    @Test
    void endsWith7AndOneLineWhenThePortIsTaken(TestDatabase database) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerProcess process = ServerProcess.run(
                        home, keys(database), "serve", "--port", Integer.toString(taken.getLocalPort()))) {
            process.failsWith(7, Integer.toString(taken.getLocalPort()), "PORT");
        }
    }

    @Test
    void endsWith2ForAHostThatIsNone(TestDatabase database) throws Exception {
        Map<String, String> keys = new HashMap<>(keys(database));
        keys.put("HOST", "no such host");
        try (ServerProcess process = ServerProcess.run(home, keys, "serve")) {
            process.failsWith(2, "HOST");
        }
    }

    @Test
    void triesAgainAndAgainAndEndsWith3WhenTheDatabaseStaysAway() throws Exception {
        Map<String, String> keys = Map.of(
                "DATABASE_URL", "postgresql://me:secret@127.0.0.1:1/db",
                "DATABASE_SIGN_IN_URL", "postgresql://other:secret@127.0.0.1:1/db",
                "SEAL_KEY", "c2VhbCBrZXkgb2YgYSBkYXRhYmFzZSB0aGF0IGlzIG5vdCB0aGVyZQ==",
                "DATABASE_STARTUP_TIMEOUT", "5");
        try (ServerProcess process = ServerProcess.run(home, keys, "serve")) {
            process.failsWith(3, "127.0.0.1:1");

            assertThat(process.said())
                    .hasSizeBetween(1, 3)
                    .allSatisfy(line -> assertThat(line)
                            .contains("127.0.0.1:1", "giving up in")
                            .doesNotContain("secret", "Exception"));
        }
    }

    @Test
    void keepsItsDataThroughAKillAndDrainsWhatRunsWhenItIsToldToStop() throws Exception {
        Map<String, String> echo = Map.of("DATABASE_ECHO", "true", "PORT", "0");
        Person person;
        String workspace;
        try (ServerProcess first = ServerProcess.run(home, echo, "serve")) {
            person = ApiClient.of(first.uri()).newPerson();
            workspace = person.newWorkspace();
            person.newArtifact(workspace, "kept");
            first.kill();
            assertTellsNoSecret(first, person);
        }
        try (ServerProcess second = ServerProcess.run(home, echo, "serve")) {
            ApiClient nobody = ApiClient.of(second.uri());
            // The key that signs tokens survived too.
            ApiClient again = nobody.with(person.token());
            assertThat(again.get("/workspaces/" + workspace + "/artifacts")
                            .send()
                            .items("name"))
                    .containsExactly("kept");
            drains(second, again, workspace);
            assertThat(second.exitCode()).isEqualTo(143);
            assertTellsNoSecret(second, person);
        }
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .contains("PG_VERSION")
                    .doesNotContain("postmaster.pid");
        }
    }

    @Test
    void stopsWithoutWaitingForConnectionsThatAreIdle() throws Exception {
        try (ServerProcess process = ServerProcess.run(home, Map.of("PORT", "0"), "serve")) {
            URI uri = process.uri();
            try (Socket idle = new Socket(uri.getHost(), uri.getPort())) {
                idle.getOutputStream().write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
                assertThat(idle.getInputStream().read()).isEqualTo('H');
                process.terminate();

                assertThat(process.exitCode()).isEqualTo(143);
            }
            assertThat(process.errors()).isEmpty();
        }
    }

    /** Stops the server in the middle of a slow upload, which is answered all the same. */
    private static void drains(ServerProcess server, ApiClient client, String workspace) throws Exception {
        String path = "/workspaces/" + workspace + "/artifacts";
        String batch = "{\"name\":\"slow\"}\n".repeat(500);
        String rest = "{\"name\":\"last\"}\n";
        try (Socket socket =
                new Socket(client.server().getHost(), client.server().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + ApiClient.V1 + path + "/bulk HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + client.token()
                            + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: "
                            + (batch.length() + rest.length()) + "\r\n\r\n" + batch)
                    .getBytes(UTF_8));
            // A batch that is stored proves that the request is under way.
            while (client.get(path + "?name=slow").send().items("id").isEmpty()) {
                Thread.onSpinWait();
            }
            server.terminate();
            awaitRefusal(client.server());
            // A server that does not wait for the rest cuts the connection off in this time.
            socket.setSoTimeout(1_500);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> socket.getInputStream().read());
            socket.setSoTimeout(0);
            out.write(rest.getBytes(UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("{\"created\":501,");
        }
    }

    /** New requests are refused while the old one is drained: with a 503, or by nobody who listens. */
    private static void awaitRefusal(URI server) {
        try {
            HttpURLConnection asked;
            do {
                asked = (HttpURLConnection) server.resolve("/health").toURL().openConnection();
            } while (asked.getResponseCode() == 200);
            assertThat(asked.getResponseCode()).isEqualTo(503);
        } catch (IOException closed) {
            // Nobody listens any more.
        }
    }

    private static void assertTellsNoSecret(ServerProcess process, Person person) throws IOException {
        List<String> all = Stream.concat(process.said().stream(), process.errors().stream())
                .toList();

        assertThat(all).anyMatch(line -> line.contains("artifacts")); // the echo
        assertThat(String.join("\n", all))
                .doesNotContain(person.email(), person.password(), person.refreshToken(), person.token(), "eyJ");
    }

    @Test
    void saysHowToUseItWithoutTouchingADatabase() throws Exception {
        try (ServerProcess process = ServerProcess.run(home, Map.of(), "serve", "--help")) {
            assertThat(process.exitCode()).isZero();
            assertThat(process.said())
                    .anyMatch(line -> line.contains("--ephemeral"))
                    .noneMatch(line -> line.contains("secret"));
        }
        assertThat(json("a", "b")).isEqualTo("{\"a\":\"b\"}");
    }
}
