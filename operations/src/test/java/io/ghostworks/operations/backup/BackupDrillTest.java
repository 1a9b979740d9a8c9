package io.ghostworks.operations.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.provisioning.Provisioner;
import io.ghostworks.migrations.provisioning.Provisioning;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.tenant.ArchiveKeys;
import io.ghostworks.operations.tenant.TenantOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server that archives with pgBackRest, killed while it is written to, its directory gone, and brought back. */
class BackupDrillTest {
    private static final String ROOT_USER = "root";

    private Path place = Path.of("");
    private Path bin = Path.of("");
    private Programs programs = new Programs(Optional.empty());
    private int port;
    private boolean running;

    @BeforeEach
    void serve() throws Exception {
        bin = postgres();
        programs = new Programs(
                System.getProperty("user.name").equals(ROOT_USER) ? Optional.of("postgres") : Optional.empty());
        place = Files.createTempDirectory("ghostworks-backup");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : List.of("server", "log", "lock", "spool", "near", "far")) {
            own(Files.createDirectory(place.resolve(name)));
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        write(
                "pgbackrest.conf",
                Files.readString(Path.of(System.getProperty("basedir", "."), "../ops/backup/pgbackrest.conf"))
                        .replace("/var/lib/postgresql/15/main", data().toString())
                        .replace("/var/lib/pgbackrest", place.resolve("near").toString())
                        .replace(
                                "/mnt/elsewhere/pgbackrest",
                                place.resolve("far").toString())
                        .replace("pg1-port=5432", "pg1-port=" + port)
                        .replace("/var/run/postgresql", place.resolve("server").toString())
                        .replace("/var/log/pgbackrest", place.resolve("log").toString())
                        .replace("/tmp/pgbackrest", place.resolve("lock").toString())
                        .replace("CHANGE-ME", "secret"));
        write("password", "secret");
        initialise();
        start();
        pgbackrest("stanza-create");
        Provisioning wanted = new Provisioning("ghostworks", "ghostworks_app", "app", "ghostworks_sign_in", "in");
        new Provisioner(admin("postgres")).provision(wanted);
        new Migrator(admin("ghostworks")).upgrade();
    }

    /** A version that distributions install; skipped without, but not in continuous integration. */
    private static Path postgres() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions) && Files.isExecutable(Path.of("/usr/bin/pgbackrest"))) {
            try (Stream<Path> found = Files.list(versions)) {
                Optional<Path> newest = found.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                        .max(Comparator.naturalOrder());
                if (newest.isPresent()) {
                    return newest.get().resolve("bin");
                }
            }
        }
        assertThat(System.getenv("CI"))
                .as("pgbackrest and postgresql are not here; .ci/run installs them")
                .isNull();
        return Assumptions.abort("Skipped: pgbackrest or PostgreSQL's server is not installed.");
    }

    private Path data() {
        return place.resolve("server/data");
    }

    private void write(String name, String text) throws IOException {
        own(Files.writeString(place.resolve(name), text));
    }

    private void own(Path file) throws IOException {
        if (programs.user().isPresent()) {
            Files.setOwner(
                    file,
                    FileSystems.getDefault()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(programs.user().get()));
        }
    }

    private void run(String... command) {
        Programs.Outcome outcome = programs.run(List.of(command));
        assertThat(outcome.exit())
                .as(String.join(" ", command) + ": " + outcome.complaints())
                .isZero();
    }

    private void pgbackrest(String... more) {
        List<String> command = new ArrayList<>(List.of(
                "pgbackrest",
                "--stanza=ghostworks",
                "--config=" + place.resolve("pgbackrest.conf"),
                "--log-level-console=off",
                "--log-level-stderr=error"));
        command.addAll(List.of(more));
        run(command.toArray(String[]::new));
    }

    private void initialise() throws IOException {
        run(
                bin.resolve("initdb").toString(),
                "-D",
                data().toString(),
                "-U",
                "postgres",
                "-A",
                "scram-sha-256",
                "--pwfile=" + place.resolve("password"),
                "--no-sync");
        Path hba = data().resolve("pg_hba.conf");
        Files.writeString(hba, "local all postgres trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
        own(hba);
        Path settings = data().resolve("postgresql.conf");
        Files.writeString(
                settings,
                String.join(
                        "\n",
                        "port=" + port,
                        "listen_addresses='127.0.0.1'",
                        "unix_socket_directories='" + place.resolve("server") + "'",
                        "archive_mode=on",
                        "archive_command='pgbackrest --config=" + place.resolve("pgbackrest.conf")
                                + " --stanza=ghostworks archive-push %p'",
                        ""));
        own(settings);
    }

    private void start() {
        run(
                bin.resolve("pg_ctl").toString(),
                "-D",
                data().toString(),
                "-l",
                place.resolve("server/log").toString(),
                "-w",
                "start");
        running = true;
    }

    private DatabaseUrl admin(String database) {
        return DatabaseUrl.of("127.0.0.1", port, database, "postgres", "secret");
    }

    private BackupTool tool() {
        return new PgBackRest(programs, "ghostworks", Optional.of(place.resolve("pgbackrest.conf")));
    }

    private BackupDrill drill() {
        return new BackupDrill(tool(), programs, admin("ghostworks"));
    }

    @AfterEach
    void stop() throws IOException {
        if (running) {
            programs.run(List.of(
                    bin.resolve("pg_ctl").toString(), "-D", data().toString(), "-m", "immediate", "-w", "stop"));
        }
        remove(place);
    }

    /** Again where a child of the killed server has still written something. */
    private static void remove(Path directory) throws IOException {
        while (!directory.toString().isEmpty() && Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (UncheckedIOException | DirectoryNotEmptyException written) {
                Thread.onSpinWait();
            }
        }
    }

    private static String text(DatabaseUrl url, String sql) throws SQLException {
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            ResultSet found = statement.getResultSet();
            return found.next() ? String.valueOf(found.getString(1)) : "";
        }
    }

    /** Each commits one row at a time and remembers what was acknowledged, until the server is gone. */
    private Thread writer(int number, Set<Long> acknowledged, AtomicBoolean stop) {
        return Thread.ofPlatform().start(() -> {
            try (Connection connection = admin("ghostworks").dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                for (long i = 0; !stop.get(); i++) {
                    long value = i * 10 + number;
                    statement.execute("insert into public.written values (" + value + ")");
                    acknowledged.add(value);
                }
            } catch (SQLException killed) {
                // As it was meant to be.
            }
        });
    }

    @Test
    void bringsBackEveryAcknowledgedAndArchivedTransactionAfterAKillUnderLoad() throws Exception {
        pgbackrest("--type=full", "--repo=1", "backup");
        pgbackrest("--type=full", "--repo=2", "backup");
        DatabaseUrl live = admin("ghostworks");
        text(live, "create table public.written (value bigint primary key)");
        Set<Long> acknowledged = new ConcurrentSkipListSet<>();
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> writers = List.of(writer(1, acknowledged, stop), writer(2, acknowledged, stop));
        while (acknowledged.size() < 200) {
            Thread.onSpinWait();
        }
        tool().check();
        Set<Long> archived = new java.util.TreeSet<>(acknowledged);
        tool().check();

        String process = Files.readAllLines(data().resolve("postmaster.pid")).getFirst();
        ProcessHandle server = ProcessHandle.of(Long.parseLong(process)).orElseThrow();
        assertThat(server.destroyForcibly()).isTrue();
        server.onExit().get();
        stop.set(true);
        for (Thread writer : writers) {
            writer.join();
        }
        remove(data());
        running = false;

        BackupDrill.Result result = drill().run(place.resolve("server/drill"), Optional.empty());
        assertThat(result.findings()).isEmpty();
        assertThat(result.lostSeconds()).isNotNull().isLessThan(60);
        assertThat(Files.exists(place.resolve("server/drill"))).isFalse();

        tool().restore(data(), Optional.empty());
        start();
        while (text(live, "select pg_is_in_recovery()").equals("t")) {
            Thread.sleep(100);
        }
        String values = archived.toString().replace('[', '{').replace(']', '}');
        assertThat(archived).hasSizeGreaterThanOrEqualTo(200);
        assertThat(text(
                        live,
                        "select count(*) from unnest('" + values + "'::bigint[]) acknowledged"
                                + " where not exists (select from public.written where value = acknowledged)"))
                .isEqualTo("0");
    }

    @Test
    void goesBackToTheMomentBeforeAMistake() throws Exception {
        pgbackrest("--type=full", "--repo=1", "backup");
        DatabaseUrl live = admin("ghostworks");
        text(
                live,
                "begin; insert into ghostworks.users (id, email, password_hash) values"
                        + " ('11111111-0000-4000-8000-000000000001', 'a@example.org', 'x');insert into ghostworks.tenants"
                        + " (id, name, slug) values ('aaaaaaaa-0000-4000-8000-000000000001', 'A', 'a');insert into"
                        + " ghostworks.workspace_memberships (tenant_id, user_id, role) values"
                        + " ('aaaaaaaa-0000-4000-8000-000000000001', '11111111-0000-4000-8000-000000000001',"
                        + " 'owner');insert into ghostworks.artifacts (tenant_id, name) select"
                        + " 'aaaaaaaa-0000-4000-8000-000000000001', 'n' || i from generate_series(1, 50) i; commit");
        // A backup that ended in the same second would be too late: pgBackRest counts in seconds.
        text(live, "select pg_sleep(1)");
        Instant before = OffsetDateTime.parse(text(
                        live,
                        "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"))
                .toInstant();
        text(live, "delete from ghostworks.artifacts");
        tool().check();

        BackupDrill.Result result = drill().run(place.resolve("server/drill"), Optional.of(before));
        assertThat(result.artifacts()).isEqualTo(50);
        assertThat(result.newestTransaction()).isBeforeOrEqualTo(before);
        assertThat(drill().run(place.resolve("server/drill"), Optional.empty()).artifacts())
                .isZero();

        bringsTheTenantAloneBack(live, before);

        for (Instant outside : List.of(before.minus(1, ChronoUnit.DAYS), before.plus(1, ChronoUnit.DAYS))) {
            assertThatThrownBy(() -> drill().run(place.resolve("server/drill"), Optional.of(outside)))
                    .isInstanceOf(OperationProblem.class)
                    .hasMessageContaining("is outside of the archive");
        }
        Path taken = Files.createDirectory(place.resolve("taken"));
        assertThatThrownBy(() -> drill().run(taken, Optional.empty()))
                .isInstanceOf(OperationProblem.class)
                .hasMessageContaining("it is there already");
        assertThat(tool().info().repositories())
                .extracting(BackupInfo.Repository::isGood)
                .containsExactly(true, false);
        BackupInfo unknown = new PgBackRest(programs, "nobody", Optional.of(place.resolve("pgbackrest.conf"))).info();
        assertThat(unknown.newest()).isEmpty();
        assertThat(unknown.repositories()).noneMatch(BackupInfo.Repository::isGood);
    }

    /** What the other tenant has written since then stays. */
    private void bringsTheTenantAloneBack(DatabaseUrl live, Instant before) throws Exception {
        Path key = place.resolve("archive.key");
        Path trusted = place.resolve("archive.pub");
        ArchiveKeys.makeMissing(key, trusted);
        Path archive = place.resolve("a.tar");
        text(
                live,
                "begin; insert into ghostworks.tenants (id, name, slug) values"
                        + " ('bbbbbbbb-0000-4000-8000-000000000001', 'B', 'b');insert into"
                        + " ghostworks.workspace_memberships (tenant_id, user_id, role) values"
                        + " ('bbbbbbbb-0000-4000-8000-000000000001', '11111111-0000-4000-8000-000000000001',"
                        + " 'owner');insert into ghostworks.artifacts (tenant_id, name) values"
                        + " ('bbbbbbbb-0000-4000-8000-000000000001', 'newer'); commit");
        try (RestoredDatabase then = RestoredDatabase.open(
                        tool(), programs, live, place.resolve("server/then"), Optional.of(before));
                FileChannel file = FileChannel.open(archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new TenantOperations(then.url(), Set.of())
                    .export("a", file, new TenantOperations.Signer("test", ArchiveKeys.signing(key)), bytes -> {});
        }
        new TenantOperations(live, Set.of())
                .replace(
                        archive,
                        new TenantOperations.ImportOptions(
                                List.of(ArchiveKeys.trusted(trusted)), Optional.empty(), false, Optional.empty()),
                        true,
                        bytes -> {});
        assertThat(text(
                        live,
                        "select string_agg(slug || count, ' ' order by slug) from (select t.slug, count(*) from"
                                + " ghostworks.artifacts a join ghostworks.tenants t on t.id = a.tenant_id group by"
                                + " t.slug) counted"))
                .isEqualTo("a50 b1");
    }

    @Test
    void refusesABackupThatDoesNotVerify() throws Exception {
        pgbackrest("--type=full", "--repo=1", "backup");
        try (Stream<Path> files = Files.walk(place.resolve("near/backup"))) {
            for (Path file : files.filter(one -> one.toString().contains("pg_data/base") && Files.isRegularFile(one))
                    .limit(20)
                    .toList()) {
                Files.writeString(file, "damaged");
            }
        }

        assertThatThrownBy(() -> drill().run(place.resolve("server/drill"), Optional.empty()))
                .isInstanceOf(OperationProblem.class)
                .hasMessageStartingWith("pgbackrest restore: ")
                .message()
                .doesNotContain("\n");
        assertThat(Files.exists(place.resolve("server/drill"))).isFalse();
    }
}
