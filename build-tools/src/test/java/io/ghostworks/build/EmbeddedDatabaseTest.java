package io.ghostworks.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.database.LocalDatabase;
import io.ghostworks.migrations.database.LocalDatabase.Running;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private final LocalDatabase embedded = new EmbeddedDatabase();

    @TempDir
    private Path directory = Path.of("");

    @TempDir
    private Path links = Path.of("");

    @Test
    void isFoundAsTheLocalDatabase() {
        assertThat(LocalDatabase.find()).containsInstanceOf(EmbeddedDatabase.class);
    }

    @Test
    void keepsDataAndPasswordAcrossRestarts() throws SQLException {
        Path deep = directory.resolve("with a blank/and 'quotes'");
        String password;
        try (Running first = embedded.start(deep, false)) {
            password = String.valueOf(first.admin().password());
            Sql.run(first.admin().dataSource(), "create table kept (x int)", "insert into kept values (1)");
        }
        try (Running second = embedded.start(deep, false)) {
            assertThat(second.admin().password()).isEqualTo(password);
            assertThat(Sql.text(second.admin().dataSource(), "select x from kept"))
                    .isEqualTo("1");
        }
    }

    @Test
    void waitsForTheDiskAndListensOnlyHereAndAsksForThePassword() throws SQLException, IOException {
        try (Running running = embedded.start(directory, false)) {
            DatabaseUrl admin = running.admin();
            assertThat(Sql.text(
                            admin.dataSource(),
                            "select current_setting('fsync'), current_setting('synchronous_commit'),"
                                    + " current_setting('full_page_writes'), current_setting('listen_addresses'),"
                                    + " current_setting('unix_socket_directories')"))
                    .isEqualTo("on on on 127.0.0.1 ");
            assertThat(Sql.state(
                            () -> Sql.run(admin.withUser("postgres", "wrong").dataSource(), "select 1")))
                    .isEqualTo("28P01");
            assertThat(Sql.text(
                            admin.dataSource(), "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(Files.readString(running.log())).contains("ready to accept connections");
        }
    }

    @Test
    void keepsThePasswordFromOtherUsers() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        try (Running running = embedded.start(directory, false)) {
            assertThat(running.log()).exists();
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve("superuser-password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void knowsLettersThatAreNotAscii() throws SQLException {
        try (Running running = embedded.start(directory, true)) {
            Sql.run(running.admin().dataSource(), "create extension pg_trgm");
            assertThat(Sql.text(
                            running.admin().dataSource(),
                            "select word_similarity('мост', 'Большой мост'), 'ÉCOLE' ilike 'école'"))
                    .isEqualTo("1 t");
        }
    }

    @Test
    void leavesNothingOfAnEphemeralServer() throws SQLException {
        try (Running one = embedded.start(directory, true);
                Running other = embedded.start(directory, true)) {
            Sql.run(one.admin().dataSource(), "create table mine (x int)");
            assertThat(Sql.text(other.admin().dataSource(), "select to_regclass('mine')"))
                    .isEqualTo("null");
            assertThat(Sql.text(one.admin().dataSource(), "show fsync")).isEqualTo("off");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void stopsOnlyOnce() {
        Running running = embedded.start(directory, false);
        running.close();
        running.close();
        assertThat(PostgresProcess.of(directory.resolve("data"))).isEmpty();
    }

    @Test
    void refusesADirectoryThatThisProcessUses() throws SQLException {
        try (Running running = embedded.start(directory, false)) {
            assertThatThrownBy(() -> embedded.start(directory, false))
                    .isInstanceOf(DatabaseProblem.class)
                    .hasMessage(directory + " is in use by this process; stop that one, or use another directory");
            assertThat(Sql.text(running.admin().dataSource(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesADirectoryThatAnotherLiveProcessUses() throws Exception {
        try (ChildJvm child = ChildJvm.run(directory, false)) {
            child.says("starting");
            child.says("started");
            assertThatThrownBy(() -> embedded.start(directory, false))
                    .isInstanceOf(DatabaseProblem.class)
                    .hasMessage(directory + " is in use by the process " + child.pid()
                            + "; stop that one, or use another directory");
            child.terminate();
        }
        assertThat(PostgresProcess.of(directory.resolve("data"))).isEmpty();
    }

    @Test
    void takesOverWhatAKilledProcessLeftRunning() throws Exception {
        try (ChildJvm child = ChildJvm.run(directory, false)) {
            child.says("starting");
            child.says("started");
            child.kill();
        }
        assertThat(PostgresProcess.of(directory.resolve("data"))).isPresent();
        Path otherName = Files.createSymbolicLink(links.resolve("link"), directory);
        try (Running running = embedded.start(otherName, false)) {
            assertThat(Sql.text(running.admin().dataSource(), "select count(*) from kept"))
                    .isEqualTo("1");
        }
    }

    @Test
    void leavesNothingRunningWhenToldToEndDuringTheStart() throws Exception {
        try (ChildJvm child = ChildJvm.run(directory, false)) {
            child.says("starting");
            // Somewhere in the middle: the first files of a new cluster are there.
            while (!Files.exists(directory.resolve("data"))) {
                Thread.onSpinWait();
            }
            child.terminate();
        }
        assertThat(PostgresProcess.of(directory.resolve("data"))).isEmpty();
        try (Running running = embedded.start(directory, false)) {
            assertThat(Sql.text(running.admin().dataSource(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void removesWhatAKilledProcessLeftOfAnEphemeralServer() throws Exception {
        try (ChildJvm child = ChildJvm.run(directory, true)) {
            child.says("starting");
            child.says("started");
            child.kill();
        }
        Path left;
        try (var found = Files.list(directory)) {
            left = found.findFirst().orElseThrow();
        }
        Files.setLastModifiedTime(left, java.nio.file.attribute.FileTime.fromMillis(0));
        embedded.start(directory, true).close();
        assertThat(PostgresProcess.of(left.resolve("data"))).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void beginsAnewAfterAnUnfinishedFirstStart() throws IOException, SQLException {
        Files.createDirectory(directory.resolve("data"));
        Files.writeString(directory.resolve("data/PG_VERSION"), "18");
        Files.createFile(directory.resolve("initializing"));
        try (Running running = embedded.start(directory, false)) {
            assertThat(Sql.text(running.admin().dataSource(), "select 1")).isEqualTo("1");
        }
        assertThat(directory.resolve("initializing")).doesNotExist();
    }

    @Test
    void sparesAProcessThatGotTheNumberOfADeadServer() throws IOException, SQLException {
        embedded.start(directory, false).close();
        long ours = ProcessHandle.current().pid();
        Files.writeString(directory.resolve("data/postmaster.pid"), ours + "\n" + directory.resolve("data") + "\n");
        assertThat(PostgresProcess.of(directory.resolve("data"))).isEmpty();
        try (Running running = embedded.start(directory, false)) {
            assertThat(Sql.text(running.admin().dataSource(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void saysThatThePasswordFileIsMissing() throws IOException {
        embedded.start(directory, false).close();
        Files.delete(directory.resolve("superuser-password"));
        assertThatThrownBy(() -> embedded.start(directory, false))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageStartingWith(directory.resolve("superuser-password") + " is missing");
        assertThat(directory.resolve("data/PG_VERSION")).exists();
    }

    @Test
    void saysWhyPostgresqlDoesNotStartAndLetsGoOfTheDirectory() throws IOException {
        embedded.start(directory, false).close();
        Files.writeString(directory.resolve("data/PG_VERSION"), "9\n");
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> embedded.start(directory, false))
                    .isInstanceOf(DatabaseProblem.class)
                    .hasMessageContainingAll(directory.toString(), "database files are incompatible", "postgres.log")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void saysThatADirectoryCannotBeUsed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> embedded.start(file, false))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageContaining(file.toString());
    }
}
