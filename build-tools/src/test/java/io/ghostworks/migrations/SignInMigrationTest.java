package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

/** An installation with people in it, from before there was a role that signs them in, and back. */
@ExtendWith(DatabaseExtension.class)
class SignInMigrationTest {
    private static final String BEFORE = "2026.11.22.1539";
    private static final String ROWS =
            "select u.id, u.email, u.password_hash, s.id, encode(t.token_hash, 'hex'), m.role, w.member_count"
                    + " from ghostworks.users u join ghostworks.sessions s on s.user_id = u.id"
                    + " join ghostworks.refresh_tokens t on t.session_id = s.id"
                    + " join ghostworks.workspace_memberships m on m.user_id = u.id"
                    + " join ghostworks.tenants w on w.id = m.tenant_id order by 5";

    private final TestDatabase database;

    SignInMigrationTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void keepsEverybodySignedInAndCutsATokenThatWouldLiveForEver() throws SQLException {
        Migrator migrator = new Migrator(database.admin());
        BeforeTheSeal.go(migrator, BEFORE);
        Sql.run(
                database.adminDataSource(),
                "insert into ghostworks.users (email, password_hash) values ('ada@example.org', 'h')",
                "insert into ghostworks.sessions (user_id) select id from ghostworks.users",
                "insert into ghostworks.refresh_tokens (token_hash, session_id, expires_at)"
                        + " select sha256('good'), id, now() + interval '30 days' from ghostworks.sessions union all"
                        + " select sha256('forged'), id, 'infinity' from ghostworks.sessions",
                "with t as (insert into ghostworks.tenants (name, slug) values ('T', 't') returning id)"
                        + " insert into ghostworks.workspace_memberships (tenant_id, user_id, role)"
                        + " select t.id, u.id, 'owner' from t, ghostworks.users u");
        String before = Sql.text(database.adminDataSource(), ROWS);
        String goodUntil = expiry("good");
        // As it was: by the application's role, and by the caller's clock.
        assertThat(Sql.text(
                        database.appDataSource(),
                        "select count(*) from ghostworks.rotate_refresh_token("
                                + "sha256('no such'), sha256('next'), now(), 'infinity')"))
                .isEqualTo("0");

        migrator.upgrade();
        assertThat(Sql.text(database.adminDataSource(), ROWS)).isEqualTo(before).isNotEmpty();
        assertThat(expiry("good")).isEqualTo(goodUntil);
        assertThat(Sql.text(
                        database.adminDataSource(),
                        "select expires_at <= clock_timestamp() + interval '90 days' from ghostworks.refresh_tokens"
                                + " where token_hash = sha256('forged')"))
                .isEqualTo("t");

        // Later versions know of a session when it was used.
        migrator.downgrade(DowngradeOptions.DEFAULT.to(BEFORE).acceptDataLoss(true));
        assertThat(Sql.text(database.adminDataSource(), ROWS)).isEqualTo(before);
        migrator.upgrade();
        assertThat(Sql.text(
                        database.signInDataSource(),
                        "select count(*) from ghostworks.rotate_refresh_token(sha256('good'), sha256('next'), 60)"))
                .isEqualTo("1");
    }

    @Test
    void findsTheRoleInPlaceThatAnotherDatabaseMakesAtTheSameTime() throws Exception {
        String role = "made_twice_" + database.name();
        String makesRole = rolePart().replace("ghostworks_sign_in", role);
        try (ExecutorService other = Executors.newSingleThreadExecutor();
                Connection first = database.adminDataSource().getConnection();
                Connection second = database.adminDataSource().getConnection()) {
            first.setAutoCommit(false);
            execute(first, makesRole);
            String backend = String.valueOf(second.unwrap(PGConnection.class).getBackendPID());
            Future<?> meanwhile = other.submit(() -> {
                execute(second, makesRole);
                return null;
            });
            awaitLock(backend, meanwhile);
            first.commit();

            meanwhile.get();
            assertThat(Sql.text(
                            database.adminDataSource(), "select count(*) from pg_roles where rolname = '" + role + "'"))
                    .isEqualTo("1");
        } finally {
            Sql.run(database.adminDataSource(), "drop role if exists \"" + role + "\"");
        }
    }

    /** What the migration does outside of its database: roles belong to the whole server. */
    private static String rolePart() throws IOException {
        try (InputStream script = Objects.requireNonNull(Migrator.class.getResourceAsStream(
                "/ghostworks/migration/V2026_11_25_1010__sign_in_by_a_role_of_its_own.sql"))) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("do $$"), text.indexOf("end $$;") + "end $$;".length());
        }
    }

    private void awaitLock(String backend, Future<?> meanwhile) throws SQLException {
        String waits = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and pid = " + backend;
        while (!meanwhile.isDone()
                && Sql.text(database.adminDataSource(), waits).equals("0")) {
            Thread.onSpinWait();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String expiry(String token) throws SQLException {
        return Sql.text(
                database.adminDataSource(),
                "select expires_at from ghostworks.refresh_tokens where token_hash = sha256('" + token + "')");
    }
}
