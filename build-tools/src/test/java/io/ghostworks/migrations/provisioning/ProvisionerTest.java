package io.ghostworks.migrations.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.EmbeddedDatabase;
import io.ghostworks.build.Sql;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.UpgradeOptions;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.database.LocalDatabase.Running;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** On a server of its own: roles belong to the server, and here none exists at first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvisionerTest {
    private Running server = new NotStarted();

    @BeforeAll
    void start(@TempDir Path directory) {
        server = new EmbeddedDatabase().start(directory, true);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void makesTheSameTwiceAndTakesTheNewPassword() throws SQLException {
        Provisioner provisioner = new Provisioner(server.admin());
        provisioner.provision(new Provisioning("twice", "twice_app", "first"));
        DatabaseUrl app = provisioner.provision(new Provisioning("twice", "twice_app", "second"));
        assertThat(Sql.text(app.dataSource(), "select current_database(), current_user"))
                .isEqualTo("twice twice_app");
        assertThat(Sql.state(() -> Sql.run(app.withUser("twice_app", "first").dataSource(), "select 1")))
                .isEqualTo("28P01");
    }

    @Test
    void letsSeveralProvisionTheSameServerAtOnce() throws Exception {
        Callable<DatabaseUrl> provision =
                () -> new Provisioner(server.admin()).provision(new Provisioning("at_once", "at_once_app", "pw"));
        // Through another database there is no common lock.
        Callable<DatabaseUrl> unlocked = () -> new Provisioner(server.admin().withDatabase("template1"))
                .provision(new Provisioning("at_once", "at_once_app", "pw"));
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<DatabaseUrl> done : threads.invokeAll(List.of(provision, unlocked, provision, unlocked))) {
                assertThat(Sql.text(done.get().dataSource(), "select current_user"))
                        .isEqualTo("at_once_app");
            }
        }
    }

    @Test
    void takesFromEverybodyWhatReachesOutOfATenantAsOftenAsItRuns() throws SQLException {
        Provisioner provisioner = new Provisioner(server.admin());
        Provisioning wanted = new Provisioning("kept", "kept_app", "pw");
        DatabaseUrl app = provisioner.provision(wanted);
        DatabaseUrl admin = server.admin().withDatabase("kept");
        Sql.run(
                admin.dataSource(),
                "grant execute on all functions in schema pg_catalog to public",
                "grant usage on language plpgsql to public");
        assertThat(Sql.state(() -> Sql.run(app.dataSource(), "select lo_create(0)", "do $$ begin end $$")))
                .isEqualTo("00000");

        provisioner.provision(wanted);

        assertThat(List.of(
                        "do $$ begin end $$",
                        "select lo_create(0)",
                        "select lo_from_bytea(0, '')",
                        "select lo_import('/etc/passwd')",
                        "select query_to_xml('select 1', true, true, '')",
                        "select ts_stat('select to_tsvector(1::text)')",
                        "select ts_rewrite('a', 'select ''a''::tsquery, ''b''::tsquery')",
                        "select pg_cancel_backend(0)",
                        "select pg_terminate_backend(0)",
                        "select pg_try_advisory_xact_lock(1, 2)",
                        "select pg_logical_emit_message(true, 'x', 'x')",
                        "table pg_stat_activity"))
                .allSatisfy(sql -> assertThat(Sql.state(() -> Sql.run(app.dataSource(), sql)))
                        .isEqualTo("42501"));
        // What clients and poolers call stays.
        Sql.run(
                app.dataSource(),
                "select pg_advisory_unlock_all(), set_config('a.b', 'c', false), pg_backend_pid(), gen_random_uuid()",
                "select ts_rewrite('a'::tsquery, 'a'::tsquery, 'b'::tsquery)",
                "discard all");
        Sql.run(
                admin.dataSource(),
                "set role pg_monitor",
                "table pg_stat_activity",
                "set role pg_signal_backend",
                "select pg_cancel_backend(0)",
                "set role ghostworks_owner",
                "select pg_try_advisory_lock(1)",
                "do $$ begin end $$");
    }

    @Test
    void refusesADatabaseOfAnotherEncodingInOneLineAndLeavesItAlone() throws SQLException {
        Sql.run(server.admin().dataSource(), "create database latin template template0 encoding 'LATIN1' locale 'C'");
        DatabaseUrl latin = server.admin().withDatabase("latin");

        assertThatThrownBy(
                        () -> new Provisioner(server.admin()).provision(new Provisioning("latin", "latin_app", "pw")))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageMatching("postgresql://\\S+/latin is encoded in LATIN1, and Ghostworks needs UTF8; .*");
        assertThat(Sql.text(
                        latin.dataSource(),
                        "select (select count(*) from pg_namespace where nspname = 'ghostworks')"
                                + " + (select count(*) from pg_roles where rolname = 'latin_app')"))
                .isEqualTo("0");
        assertThatThrownBy(() -> new Migrator(latin).upgrade())
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageContaining("is encoded in LATIN1");
    }

    @Test
    void managesWithAnAdministratorWhoIsNoSuperuser() throws SQLException {
        Sql.run(
                server.admin().dataSource(),
                "create role lesser login createrole createdb password 'pw'",
                "create role lesser_outsider login password 'pw'");
        DatabaseUrl lesser = server.admin().withUser("lesser", "pw");
        // A role that someone else made can't be granted by this one: a server starts with an administrator of either
        // kind.
        assertThatThrownBy(() -> new Provisioner(server.admin().withUser("lesser_outsider", "pw"))
                        .provision(new Provisioning("lesser", "lesser_app", "pw")))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageStartingWith("cannot provision postgresql://lesser_outsider@127.0.0.1:")
                .hasMessageContaining("permission denied")
                .hasMessageNotContaining("\n");
        grantExistingRoles();
        new Provisioner(lesser).provision(new Provisioning("lesser", "lesser_app", "pw"));
        assertThat(new Migrator(lesser.withDatabase("lesser")).upgrade()).isPositive();
        assertThat(Sql.text(
                        server.admin().withDatabase("lesser").dataSource(),
                        "select tableowner from pg_tables where schemaname = 'ghostworks' and tablename = 'artifacts'"))
                .isEqualTo("ghostworks_owner");
        assertThat(Sql.text(
                        server.admin().withDatabase("lesser").dataSource(),
                        "select proowner::regrole from pg_proc where oid = 'ghostworks.count_artifacts'::regproc"))
                .isEqualTo("ghostworks_search");
        assertThat(Sql.text(
                        server.admin().dataSource(),
                        "select count(*) from pg_auth_members where roleid = 'ghostworks_search'::regrole"
                                + " and grantor = 'lesser'::regrole"))
                .as("memberships that were lent and not given back")
                .isEqualTo("0");
    }

    @Test
    void refusesAnApplicationRoleThatRowLevelSecurityDoesNotBind() throws SQLException {
        Sql.run(server.admin().dataSource(), "create role mighty login bypassrls password 'pw'");
        assertThatThrownBy(() -> new Provisioner(server.admin()).provision(new Provisioning("mighty", "mighty", null)))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageContaining("the role mighty is a superuser or has BYPASSRLS or CREATEROLE");
    }

    @Test
    void makesARoleThatSignsPeopleInAndMayDoNothingElse() throws SQLException {
        Provisioner provisioner = new Provisioner(server.admin());
        Provisioning own = new Provisioning("own", "own_app", "pw", Provisioning.SIGN_IN_ROLE, "secret");
        DatabaseUrl app = provisioner.provision(own);
        provisioner.provision(own);
        DatabaseUrl signIn = app.withUser(own.signInRole(), "secret");

        assertThat(Sql.text(signIn.dataSource(), "select current_user")).isEqualTo("ghostworks_sign_in");
        assertThat(Sql.text(
                        server.admin().dataSource(),
                        "select count(*) from pg_auth_members where member = 'ghostworks_sign_in'::regrole"))
                .isEqualTo("0");
        assertThat(Sql.state(() -> Sql.run(signIn.dataSource(), "create temporary table mine (x int)")))
                .isEqualTo("42501");
    }

    @Test
    void givesEachDatabaseAMemberOfTheSignInRoleWhereItIsNamed() throws SQLException {
        Provisioning named = new Provisioning("named", "named_app", "pw", "named_sign_in", "secret");
        DatabaseUrl app = new Provisioner(server.admin()).provision(named);

        assertThat(
                        Sql.text(
                                app.withUser("named_sign_in", "secret").dataSource(),
                                "select pg_has_role('ghostworks_sign_in', 'usage'), pg_has_role('authenticated_users', 'member')"))
                .isEqualTo("t f");
    }

    @Test
    void refusesRolesThatAreNotApart() throws SQLException {
        Provisioner provisioner = new Provisioner(server.admin());
        provisioner.provision(new Provisioning("apart", "apart_app", "pw", "apart_sign_in", "pw"));
        Sql.run(server.admin().dataSource(), "grant ghostworks_sign_in to apart_app");
        assertThatThrownBy(() -> provisioner.provision(new Provisioning("apart", "apart_app", null)))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageContaining("the role apart_app is a member of ghostworks_sign_in, and must not be");
        Sql.run(
                server.admin().dataSource(),
                "revoke ghostworks_sign_in from apart_app",
                "grant authenticated_users to apart_sign_in");
        assertThatThrownBy(() ->
                        provisioner.provision(new Provisioning("apart", "apart_app", null, "apart_sign_in", null)))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageContaining("the role apart_sign_in is a member of authenticated_users, and must not be");
    }

    /** A database of an earlier version, and the role that this one brings is not there. */
    @Test
    void upgradesADatabaseOfBeforeTheSignInRoleAndSaysWhatToRunWhereItMayNot() throws SQLException {
        DatabaseUrl admin = server.admin().withDatabase("earlier");
        new Provisioner(server.admin()).provision(new Provisioning("earlier", "earlier_app", "pw"));
        new Migrator(admin).upgrade(UpgradeOptions.DEFAULT.to("2026.11.22.1539"));
        Sql.run(
                admin.dataSource(),
                "create role migrates_only login password 'pw' in role ghostworks_owner",
                "grant all on ghostworks.flyway_schema_history to migrates_only",
                "alter role ghostworks_sign_in rename to put_aside");
        try {
            DatabaseUrl only = admin.withUser("migrates_only", "pw");
            assertThat(new Migrator(only).upgrade(UpgradeOptions.DEFAULT.to("2026.11.25.1000")))
                    .as("as far as nothing needs the role")
                    .satisfies(run -> assertThat(run.scripts()).hasSize(1));
            assertThatThrownBy(() -> new Migrator(only).upgrade())
                    .isInstanceOfSatisfying(
                            DatabaseProblem.class,
                            problem -> assertThat(problem.kind()).isEqualTo(DatabaseProblem.Kind.PERMISSION))
                    .hasMessageContaining("has no role ghostworks_sign_in")
                    .hasMessageContaining("run `db init` again");
            assertThat(new Migrator(admin).upgrade()).isPositive();
            assertThat(Sql.text(
                            admin.dataSource(),
                            "select rolcanlogin from pg_roles where rolname = 'ghostworks_sign_in'"))
                    .isEqualTo("t");
        } finally {
            Sql.run(
                    admin.dataSource(),
                    "drop owned by ghostworks_sign_in",
                    "drop role ghostworks_sign_in",
                    "alter role put_aside rename to ghostworks_sign_in");
        }
    }

    @Test
    void treatsNamesAsNamesWhateverTheyHold() throws SQLException {
        DatabaseUrl app = new Provisioner(server.admin())
                .provision(new Provisioning("it's; a \"name\" \\", "ro'le\"; \\", "p'w\\"));
        assertThat(Sql.text(app.dataSource(), "select current_database()")).isEqualTo("it's; a \"name\" \\");
    }

    @Test
    void saysInOneLineThatAServerIsNotThere() {
        DatabaseUrl nowhere = DatabaseUrl.of("127.0.0.1", 1, "postgres", "postgres", "hunter2");
        assertThatThrownBy(() -> new Provisioner(nowhere).provision(new Provisioning("shop", "app", "hunter2")))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageStartingWith("cannot provision postgresql://postgres@127.0.0.1:1/postgres: ")
                .hasMessageNotContainingAny("hunter2", "\n");
    }

    private void grantExistingRoles() throws SQLException {
        Sql.run(
                server.admin().dataSource(),
                "do $$ declare r text; begin foreach r in array"
                        + " array['ghostworks_owner', 'authenticated_users', 'ghostworks_search', 'ghostworks_seal'] loop"
                        + " if to_regrole(r) is not null then execute format('grant %I to lesser with admin option', r);"
                        + " end if; end loop; end $$");
    }

    private static final class NotStarted implements Running {
        @Override
        public DatabaseUrl admin() {
            throw new IllegalStateException("not started");
        }

        @Override
        public Path log() {
            throw new IllegalStateException("not started");
        }

        @Override
        public void stayUntilClosed() {}

        @Override
        public void close() {}
    }
}
