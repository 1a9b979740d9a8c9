package io.ghostworks.cli.server;

import static io.ghostworks.api.ApiClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.Answer;
import io.ghostworks.api.ApiClient;
import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database goes away, or has no time, while the server runs. */
class OutageTest {

    private static final Map<String, String> ONE_CONNECTION =
            Map.of("DATABASE_POOL_SIZE", "1", "DATABASE_MAX_OVERFLOW", "0", "DATABASE_POOL_TIMEOUT", "1");

    private TcpProxy proxy = new TcpProxy("127.0.0.1", 1);

    private Map<String, String> throughProxy(TestDatabase database, String pool) {
        URI direct = URI.create(database.app().jdbcUrl().substring("jdbc:".length()));
        proxy = new TcpProxy(direct.getHost(), direct.getPort());
        Map<String, String> keys = new HashMap<>(
                Map.of("DATABASE_URL", bent(database.app()), "DATABASE_SIGN_IN_URL", bent(database.signIn())));
        if (pool.equals("none")) {
            keys.put("DATABASE_POOL", pool);
        }
        return keys;
    }

    private String bent(DatabaseUrl url) {
        return RunningServer.url(
                DatabaseUrl.of("127.0.0.1", proxy.port(), url.database(), String.valueOf(url.user()), url.password()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pooled", "none"})
    void answers503WhileTheDatabaseIsGoneAndServesAgainWhenItIsBack(String pool) {
        try (RunningServer server = RunningServer.start(database -> throughProxy(database, pool))) {
            Person person = ApiClient.of(server).newPerson();
            String path = "/workspaces/" + person.newWorkspace() + "/artifacts";

            proxy.cut();

            for (int i = 0; i < 5; i++) {
                Answer answer = person.api().get(path).send().expect(503, "unavailable");
                assertThat(answer.header("Retry-After")).contains("1");
                assertThat(answer.text()).doesNotContain("Exception", "127.0.0.1", "sql");
            }
            person.logIn().expect(503, "unavailable");
            person.api().post(path).json(json("name", "x")).send().expect(503, "unavailable");
            ApiClient nobody = ApiClient.of(server);
            nobody.call("GET", "/health").send().expect(200);
            nobody.call("GET", "/health/ready").send().expect(503);
            Answer health = nobody.call("GET", "/health/detailed").send().expect(503);
            assertThat(health.json().at("/services/database/error").asString()).isNotBlank();
            nobody.call("GET", "/metrics").send().expect(200);

            proxy.mend();

            awaitConnection(person, path);
            person.api().get(path).send().expect(200);
            nobody.call("GET", "/health/ready").send().expect(200);
        } finally {
            proxy.close();
        }
    }

    /** Each request waits for a connection itself, a quarter of a second at a time. */
    private static void awaitConnection(Person person, String path) {
        int status;
        do {
            status = person.api().get(path).send().status();
        } while (status == 503);
    }

    @Test
    void answers503WhenAllConnectionsAreBusyAndServesAgainWhenOneIsFree() throws Exception {
        try (RunningServer server = RunningServer.start(ONE_CONNECTION);
                LockedArtifact locked = LockedArtifact.on(server)) {
            Future<Answer> change = locked.changeLater();
            Answer refused = locked.person.api().get(locked.path).send().expect(503, "unavailable");
            assertThat(refused.header("Retry-After")).isPresent();
            locked.release();

            change.get().expect(200);
            locked.person.api().get(locked.path).send().expect(200);
        }
    }

    /** An artifact whose row an administrator holds, so that whoever changes it waits, and keeps a connection. */
    private static final class LockedArtifact implements AutoCloseable {

        private final RunningServer server;
        private final Person person;
        private final String path;
        private final Connection holder;
        private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

        private LockedArtifact(RunningServer server, Connection holder) {
            this.server = server;
            this.person = ApiClient.of(server).newPerson();
            String workspace = person.newWorkspace();
            this.path = "/workspaces/" + workspace + "/artifacts/"
                    + person.newArtifact(workspace, "x").get("id");
            this.holder = holder;
        }

        static LockedArtifact on(RunningServer server) throws SQLException {
            LockedArtifact locked = new LockedArtifact(
                    server, server.database().adminDataSource().getConnection());
            locked.holder.setAutoCommit(false);
            try (Statement statement = locked.holder.createStatement()) {
                statement.execute("select from ghostworks.artifacts for update");
            }
            return locked;
        }

        Answer change() {
            return person.api().patch(path).json("{}").send();
        }

        /** A change that waits for the row by now. */
        Future<Answer> changeLater() throws SQLException {
            Future<Answer> change = executor.submit(this::change);
            awaitLockWaiters(server.database(), 1);
            return change;
        }

        void release() throws SQLException {
            holder.rollback();
        }

        @Override
        public void close() throws SQLException {
            holder.close();
            executor.close();
        }
    }

    /** Until so many wait for a row, and so hold a connection each. PostgreSQL tells nobody of it but who asks. */
    private static void awaitLockWaiters(TestDatabase database, int count) throws SQLException {
        String sql = "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
                + " offset " + (count - 1);
        try (Connection connection = database.adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            boolean areThere = false;
            while (!areThere) {
                areThere = statement.executeQuery(sql).next();
            }
        }
    }

    @Test
    void isNotReadyOnceTheDatabaseHadNoRoomForAChangeAndReadsOn() throws Exception {
        try (RunningServer server = RunningServer.start(Map.of())) {
            ApiClient nobody = ApiClient.of(server);
            Person person = nobody.newPerson();
            String artifacts = "/workspaces/" + person.newWorkspace() + "/artifacts";
            nobody.call("GET", "/health/ready").send().expect(200);
            try (Connection connection = server.database().adminDataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("""
                    create function ghostworks.find_no_room() returns trigger language plpgsql as
                      $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
                    create trigger full_disk before insert on ghostworks.artifacts
                      for each row execute function ghostworks.find_no_room();
                    """);
            }

            Answer refused =
                    person.api().post(artifacts).json(json("name", "x")).send().expect(503, "unavailable");
            assertThat(refused.header("Retry-After")).isPresent();
            awaitNotReady(nobody);
            person.api().get(artifacts).send().expect(200);
        }
    }

    @Test
    void isNotReadyOnADatabaseThatIsReadOnlyAndReadsOn() {
        try (RunningServer server = RunningServer.start(database -> Map.of(
                "DATABASE_URL",
                RunningServer.url(database.app()) + "?options=-c%20default_transaction_read_only%3Don"))) {
            ApiClient nobody = ApiClient.of(server);
            Person person = nobody.newPerson();

            nobody.call("GET", "/health/ready").send().expect(503);
            nobody.call("GET", "/health").send().expect(200);
            person.api().get("/auth/me").send().expect(200);
            Answer refused = person.api()
                    .post("/workspaces")
                    .json(json("name", "x"))
                    .send()
                    .expect(503, "unavailable");
            assertThat(refused.header("Retry-After")).isPresent();
        }
    }

    /** The answer of a moment ago is given again for up to a second, and only time ends that. */
    private static void awaitNotReady(ApiClient nobody) throws InterruptedException {
        while (nobody.call("GET", "/health/ready").send().status() != 503) {
            Thread.sleep(50);
        }
    }

    @Test
    void servesTenantsWhileAllConnectionsThatSignPeopleInAreBusy() throws Exception {
        try (RunningServer server = RunningServer.start(Map.of("DATABASE_POOL_TIMEOUT", "1"));
                var executor = Executors.newVirtualThreadPerTaskExecutor();
                Connection connection = server.database().adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            ApiClient nobody = ApiClient.of(server);
            Person person = nobody.newPerson();
            String artifacts = "/workspaces/" + person.newWorkspace() + "/artifacts";
            List<String> tokens = Stream.generate(
                            () -> person.logIn().expect(200).get("refresh_token"))
                    .limit(3)
                    .toList();
            connection.setAutoCommit(false);
            statement.execute("select from ghostworks.refresh_tokens for update");

            List<Future<Answer>> refreshes = tokens.stream()
                    .map(token -> executor.submit(() -> refresh(nobody, token)))
                    .toList();
            awaitLockWaiters(server.database(), 3);
            assertThat(person.logIn().expect(503, "unavailable").header("Retry-After"))
                    .isPresent();
            person.api().post(artifacts).json(json("name", "x")).send().expect(201);
            person.api().get("/auth/me").send().expect(200);
            connection.rollback();

            for (Future<Answer> refresh : refreshes) {
                refresh.get().expect(200);
            }
            person.logIn().expect(200);
        }
    }

    @Test
    void signsPeopleInWhileAllConnectionsOfTenantsAreBusy() throws Exception {
        try (RunningServer server = RunningServer.start(ONE_CONNECTION);
                LockedArtifact locked = LockedArtifact.on(server)) {
            ApiClient nobody = ApiClient.of(server);
            Person person = locked.person;
            Future<Answer> change = locked.changeLater();
            person.api().get(locked.path).send().expect(503, "unavailable");
            String token = person.logIn().expect(200).get("refresh_token");
            token = refresh(nobody, token).expect(200).get("refresh_token");
            nobody.post("/auth/logout")
                    .json(json("refresh_token", token))
                    .send()
                    .expect(204);
            locked.release();

            change.get().expect(200);
        }
    }

    private static Answer refresh(ApiClient client, String token) {
        return client.post("/auth/refresh").json(json("refresh_token", token)).send();
    }

    @Test
    void answers503WhenAStatementTakesTooLong() throws Exception {
        try (RunningServer server = RunningServer.start(Map.of("DATABASE_STATEMENT_TIMEOUT", "1"));
                LockedArtifact locked = LockedArtifact.on(server)) {
            locked.change().expect(503, "unavailable");

            locked.release();
            locked.change().expect(200);
        }
    }

    @Test
    void breaksOffAnExportThatTheDatabaseDoesNotFinish() throws Exception {
        try (RunningServer server = RunningServer.start(database -> throughProxy(database, "pooled"));
                Socket socket = new Socket()) {
            Person person = ApiClient.of(server).newPerson();
            String path = "/workspaces/" + person.newWorkspace() + "/artifacts";
            String line = "{\"name\":\"n\",\"description\":\"" + "d".repeat(9_000) + "\"}\n";
            person.api()
                    .post(path + "/bulk")
                    .body("application/x-ndjson", BodyPublishers.ofString(line.repeat(1_500)))
                    .send()
                    .expect(200);
            // So little fits between that the server is in the middle when the database goes.
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.uri().getPort()));
            socket.getOutputStream()
                    .write(("GET " + ApiClient.V1 + path + "/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + person.token() + "\r\n\r\n")
                            .getBytes(UTF_8));
            String beginning = new String(socket.getInputStream().readNBytes(20_000), UTF_8);

            proxy.cut();

            String end = readToTheEnd(socket);
            assertThat(beginning).startsWith("HTTP/1.1 200 ").contains("Transfer-Encoding: chunked");
            assertThat(end).doesNotContain("unavailable", "problem").doesNotEndWith("\r\n0\r\n\r\n");
        } finally {
            proxy.close();
        }
    }

    private static String readToTheEnd(Socket socket) {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n > 0;
                    n = socket.getInputStream().read(buffer)) {
                text.append(new String(buffer, 0, n, UTF_8));
            }
        } catch (IOException reset) {
            // That is an end too.
        }
        return text.toString();
    }
}
