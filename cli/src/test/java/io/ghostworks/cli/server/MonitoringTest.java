package io.ghostworks.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.Answer;
import io.ghostworks.api.ApiClient;
import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.cli.Main;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.operations.backup.Receipts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator looks at is there: metrics, the dashboard and alerts made of them, and the runbooks. */
class MonitoringTest {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();
    private static final Path RUNBOOKS = ROOT.resolve("docs/runbooks");
    private static final Pattern METRIC = Pattern.compile("\\b((?:ghostworks|http_server|jvm|process)_[a-z_]+)");
    /** Where nobody streams from the server they have no values; DatabaseMonitorTest shows them. */
    private static final Set<String> OF_REPLICAS = Set.of(
            "ghostworks_database_replication_lag_seconds",
            "ghostworks_database_replication_lag_bytes",
            "ghostworks_database_slot_retained_bytes",
            "ghostworks_database_slot_active",
            // Nothing is archived here.
            "ghostworks_database_last_archived_age_seconds");

    @TempDir
    private Path receipts = Path.of("");

    private static final String MONITOR = "ghostworks_monitor_of_tests";

    @BeforeAll
    static void makeTheRoleThatTheGuideMakes() throws SQLException {
        try (TestDatabase any = TestDatabases.shared().create()) {
            Matcher guide = Pattern.compile("create role ghostworks_monitor login password '…' in role pg_monitor")
                    .matcher(read("docs/configuration.md"));
            assertThat(guide.find()).isTrue();
            run(any, guide.group().replace("ghostworks_monitor", MONITOR).replace("…", "watch"));
        }
    }

    @AfterAll
    static void dropTheRole() throws SQLException {
        try (TestDatabase any = TestDatabases.shared().create()) {
            run(any, "drop role " + MONITOR);
        }
    }

    private static void run(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunningServer watched(Map<String, String> more) {
        return RunningServer.start(database -> {
            Map<String, String> keys = new HashMap<>(more);
            keys.put("DATABASE_MONITOR_URL", RunningServer.url(database.app().withUser(MONITOR, "watch")));
            return keys;
        });
    }

    private static Set<String> metricsIn(String file) throws IOException {
        return METRIC.matcher(Files.readString(ROOT.resolve(file)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void showsEveryMetricOfTheDashboardAndOfTheAlerts() throws IOException {
        leaveReceipts("[]");
        try (RunningServer server = watched(Map.of("BACKUP_RECEIPTS", receipts.toString()))) {
            ApiClient nobody = ApiClient.of(server);
            nobody.call("GET", "/health").send().expect(200);
            server.sql("analyze");
            Set<String> told = nobody.call("GET", "/metrics")
                    .send()
                    .expect(200)
                    .text()
                    .lines()
                    .filter(line -> !line.startsWith("#") && !(line.startsWith("ghostworks") && line.endsWith(" NaN")))
                    .map(line -> line.replaceFirst("[{ ].*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            told.addAll(OF_REPLICAS);

            assertThat(metricsIn("ops/grafana/ghostworks.json"))
                    .hasSizeGreaterThan(30)
                    .isSubsetOf(told);
            assertThat(metricsIn("ops/prometheus/rules.yml"))
                    .hasSizeGreaterThan(10)
                    .isSubsetOf(told);
            assertThat(metricsIn("ops/prometheus/rules_test.yml")).isSubsetOf(told);
        }
    }

    private void leaveReceipts(String findings) {
        Receipts kept = new Receipts(receipts);
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        kept.keep(Receipts.STATUS, "{\"newest_backup\":\"" + hourAgo + "\",\"findings\":" + findings + "}");
        kept.keep(
                Receipts.DRILL,
                "{\"began\":\"" + hourAgo + "\",\"restore_seconds\":2.5,\"lost_seconds\":0.0,\"findings\":" + findings
                        + "}");
    }

    @Test
    void believesOnlyReceiptsThatVerify() throws IOException {
        try (RunningServer server = watched(Map.of("BACKUP_RECEIPTS", receipts.toString()))) {
            ApiClient nobody = ApiClient.of(server);
            assertThat(metrics(nobody))
                    .contains("ghostworks_backup_age_seconds NaN", "ghostworks_backup_drill_passed NaN");

            leaveReceipts("[]");
            assertThat(metrics(nobody))
                    .containsPattern("ghostworks_backup_age_seconds 36\\d\\d\\.")
                    .contains("ghostworks_backup_findings 0.0", "ghostworks_backup_drill_passed 1.0");

            leaveReceipts("[\"61 seconds would be lost\"]");
            assertThat(metrics(nobody))
                    .contains("ghostworks_backup_findings 1.0", "ghostworks_backup_drill_passed 0.0");

            leaveReceipts("[]");
            for (String name : List.of(Receipts.STATUS, Receipts.DRILL)) {
                Path file = receipts.resolve(name + ".json");
                Files.writeString(file, Files.readString(file).replace(":\"20", ":\"21"));
            }
            assertThat(metrics(nobody))
                    .contains(
                            "ghostworks_backup_age_seconds NaN",
                            "ghostworks_backup_findings 1.0",
                            "ghostworks_backup_drill_passed 0.0");
        }
    }

    private static String metrics(ApiClient nobody) {
        return nobody.call("GET", "/metrics").send().expect(200).text();
    }

    @Test
    void tellsLessWithoutARoleThatMaySeeIt() {
        try (RunningServer server = RunningServer.start(Map.of())) {
            String text = ApiClient.of(server)
                    .call("GET", "/metrics")
                    .send()
                    .expect(200)
                    .text();

            assertThat(text)
                    .contains(
                            "ghostworks_database_up 1.0",
                            "ghostworks_database_table_live_rows{table=\"ghostworks.artifacts\"}")
                    .contains("ghostworks_database_lock_waiters NaN");
        }
    }

    @Test
    void countsRequestsInBucketsWhoseNumberNobodyElseDecides() {
        try (RunningServer server = watched(Map.of())) {
            ApiClient nobody = ApiClient.of(server);
            nobody.call("GET", "/health").send().expect(200);

            List<String> buckets = nobody.call("GET", "/metrics")
                    .send()
                    .text()
                    .lines()
                    .filter(line -> line.startsWith("http_server_requests_seconds_bucket")
                            && line.contains("route=\"/health\""))
                    .toList();

            assertThat(buckets).hasSize(12).last().asString().contains("le=\"+Inf\"");
        }
    }

    @Test
    void tellsHealthAndMetricsWhileEveryConnectionIsBusy() throws Exception {
        Map<String, String> one =
                Map.of("DATABASE_POOL_SIZE", "1", "DATABASE_MAX_OVERFLOW", "0", "DATABASE_POOL_TIMEOUT", "1");
        try (RunningServer server = watched(one);
                var executor = Executors.newVirtualThreadPerTaskExecutor();
                Connection connection = server.database().adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            Person person = ApiClient.of(server).newPerson();
            String workspace = person.newWorkspace();
            String artifact = "/workspaces/" + workspace + "/artifacts/"
                    + person.newArtifact(workspace, "x").get("id");
            connection.setAutoCommit(false);
            statement.execute("select from ghostworks.artifacts for update");
            Future<Answer> change = executor.submit(
                    () -> person.api().patch(artifact).json("{}").send());
            awaitLockWaiter(server.database());
            person.api().get(artifact).send().expect(503, "unavailable");

            ApiClient nobody = ApiClient.of(server);
            nobody.call("GET", "/health/ready").send().expect(200);
            assertThat(nobody.call("GET", "/health/detailed")
                            .send()
                            .expect(200)
                            .json()
                            .at("/services/database/pool/active")
                            .intValue())
                    .isEqualTo(1);
            assertThat(nobody.call("GET", "/metrics").send().expect(200).text())
                    .contains("ghostworks_database_up 1.0", "ghostworks_database_lock_waiters 1.0")
                    .containsPattern("ghostworks_pool_borrow_timeouts_total\\{pool=\"application\"\\} [1-9]")
                    .containsPattern("ghostworks_pool_limit\\{pool=\"application\"\\} 1\\.0");

            connection.rollback();
            change.get().expect(200);
        }
    }

    @Test
    void tellsTheDatabasesFiguresWhileATableIsLocked() throws Exception {
        try (RunningServer server = watched(Map.of());
                Connection connection = server.database().adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table ghostworks.artifacts in access exclusive mode");

            ApiClient nobody = ApiClient.of(server);
            nobody.call("GET", "/health/ready").send().expect(200);
            assertThat(nobody.call("GET", "/metrics").send().expect(200).text())
                    .contains("ghostworks_database_up 1.0")
                    .contains("ghostworks_database_table_size_bytes{table=\"ghostworks.artifacts\"}");
            connection.rollback();
        }
    }

    @Test
    @Timeout(60)
    void tellsHealthAndMetricsWhileTheDatabaseHangs() {
        AtomicReference<TcpProxy> between = new AtomicReference<>();
        try (RunningServer server = RunningServer.start(database -> throughProxy(database, between))) {
            TcpProxy proxy = Objects.requireNonNull(between.get());
            ApiClient nobody = ApiClient.of(server);
            nobody.call("GET", "/health/ready").send().expect(200);
            proxy.stall();

            nobody.call("GET", "/health").send().expect(200);
            nobody.call("GET", "/health/ready").send().expect(503);
            nobody.call("GET", "/health/detailed").send().expect(503);
            assertThat(nobody.call("GET", "/metrics").send().expect(200).text())
                    .contains("ghostworks_database_up 0.0", "ghostworks_pool_limit");

            proxy.resume();
            nobody.call("GET", "/health/ready").send().expect(200);
            proxy.close();
        }
    }

    private static Map<String, String> throughProxy(TestDatabase database, AtomicReference<TcpProxy> between) {
        URI direct = URI.create(database.app().jdbcUrl().substring("jdbc:".length()));
        TcpProxy proxy = new TcpProxy(direct.getHost(), direct.getPort());
        between.set(proxy);
        Map<String, String> keys = new HashMap<>();
        Map.of(
                        "DATABASE_URL", database.app(),
                        "DATABASE_SIGN_IN_URL", database.signIn(),
                        "DATABASE_MONITOR_URL", database.app().withUser(MONITOR, "watch"))
                .forEach((key, url) -> keys.put(
                        key,
                        RunningServer.url(DatabaseUrl.of(
                                "127.0.0.1",
                                proxy.port(),
                                url.database(),
                                String.valueOf(url.user()),
                                url.password()))));
        return keys;
    }

    @Test
    void showsNoRowAndNoValueOfATenantToTheMonitor() throws Exception {
        try (RunningServer server = watched(Map.of());
                var executor = Executors.newVirtualThreadPerTaskExecutor();
                Connection admin = server.database().adminDataSource().getConnection();
                Statement locking = admin.createStatement();
                Connection monitor = server.database()
                        .app()
                        .withUser(MONITOR, "watch")
                        .dataSource()
                        .getConnection();
                Statement asking = monitor.createStatement()) {
            Person person = ApiClient.of(server).newPerson();
            String workspace = person.newWorkspace();
            String artifact = "/workspaces/" + workspace + "/artifacts/"
                    + person.newArtifact(workspace, "confidential").get("id");
            server.sql("analyze");
            admin.setAutoCommit(false);
            locking.execute("select from ghostworks.artifacts for update");
            Future<Answer> change = executor.submit(() -> person.api()
                    .patch(artifact)
                    .json("{\"name\": \"confidential as well\"}")
                    .send());
            awaitLockWaiter(server.database());

            assertThat(texts(
                            asking,
                            "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid ="
                                    + " c.relnamespace where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and"
                                    + " c.relkind in ('r', 'p', 'v', 'm', 'S') and has_any_column_privilege(c.oid,"
                                    + " 'select')"))
                    .isEmpty();
            assertThat(texts(
                            asking,
                            "select nspname from pg_namespace where nspname = 'ghostworks' and"
                                    + " has_schema_privilege(oid, 'usage')"))
                    .isEmpty();
            assertThat(texts(
                            asking,
                            "select tablename from pg_stats where schemaname = 'ghostworks' union all"
                                    + " select tablename from pg_stats_ext where schemaname = 'ghostworks'"))
                    .isEmpty();
            assertThat(texts(asking, "select query from pg_stat_activity where datname = current_database()"))
                    .anySatisfy(query -> assertThat(query).contains("\"ghostworks\".\"artifacts\""))
                    .noneSatisfy(query -> assertThat(query).contains("confidential"))
                    .noneSatisfy(query -> assertThat(query).contains(workspace));
            admin.rollback();
            change.get().expect(200);
        }
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }

    private static void awaitLockWaiter(TestDatabase database) throws Exception {
        try (Connection connection = database.adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            while (!statement
                    .executeQuery("select from pg_stat_activity where wait_event_type = 'Lock' and datname ="
                            + " current_database()")
                    .next()) {
                Thread.sleep(20);
            }
        }
    }

    @Test
    void firesEachAlertAndNoneForAHealthyServer() throws Exception {
        if (Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")))) {
            assertThat(System.getenv("CI"))
                    .as("promtool is not on PATH; .ci/run installs it")
                    .isNull();
            Assumptions.abort("Skipped: promtool is not on PATH.");
        }
        for (String command :
                List.of("check rules rules.yml", "check config prometheus.yml", "test rules rules_test.yml")) {
            Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(command.split(" ", -1)))
                            .toList())
                    .directory(ROOT.resolve("ops/prometheus").toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
    }

    @Test
    void hasARunbookAndACaseForEachAlert() throws IOException {
        String rules = Files.readString(ROOT.resolve("ops/prometheus/rules.yml"));
        String cases = Files.readString(ROOT.resolve("ops/prometheus/rules_test.yml"));
        String index = Files.readString(RUNBOOKS.resolve("README.md"));
        List<MatchResult> alerts = Pattern.compile("(?s)alert: (\\w+).*?runbook: (docs/runbooks/[a-z-]+\\.md)")
                .matcher(rules)
                .results()
                .toList();

        assertThat(alerts).hasSize(rules.split("alert: ", -1).length - 1).hasSizeGreaterThan(10);
        for (MatchResult alert : alerts) {
            assertThat(Files.readString(ROOT.resolve(alert.group(2))))
                    .contains("`" + alert.group(1) + "`", "**Over when:**");
            assertThat(cases).contains("name: " + alert.group(1) + " fires");
            assertThat(index).contains("`" + alert.group(1) + "`");
        }
    }

    @Test
    void runsEveryCommandOfTheRunbooks() throws Exception {
        Pattern block = Pattern.compile("(?s)```(sql|sh)\n(.*?)\n```");
        int ran = 0;
        try (RunningServer server = RunningServer.start(Map.of());
                Connection connection = server.database().adminDataSource().getConnection();
                Statement statement = connection.createStatement();
                Stream<Path> files = Files.list(RUNBOOKS)) {
            for (Path file : files.toList()) {
                for (MatchResult found :
                        block.matcher(Files.readString(file)).results().toList()) {
                    if (found.group(1).equals("sql")) {
                        statement.execute(found.group(2));
                        ran++;
                        continue;
                    }
                    for (String line : found.group(2).lines().toList()) {
                        type(server, line);
                        ran++;
                    }
                }
            }
        }
        assertThat(ran).isGreaterThan(20);
    }

    private static void type(RunningServer server, String line) {
        if (line.startsWith("./ghostworks ")) {
            List<String> words = new ArrayList<>(
                    List.of(line.substring("./ghostworks ".length()).split(" ", -1)));
            if (words.getFirst().equals("backup")) {
                // BackupDrillTest makes a server with backups for it.
                Main.commandLine(true).parseArgs(words.toArray(String[]::new));
                return;
            }
            words.addAll(
                    List.of("--database", RunningServer.url(server.database().admin())));
            StringWriter said = new StringWriter();
            int exit = Main.commandLine(true)
                    .setOut(new PrintWriter(said))
                    .setErr(new PrintWriter(said))
                    .execute(words.toArray(String[]::new));
            assertThat(exit).as(line + ": " + said).isZero();
        } else {
            String path = line.replace("curl -fsS http://127.0.0.1:8000", "");
            ApiClient.of(server).call("GET", path).send().expect(200);
        }
    }
}
