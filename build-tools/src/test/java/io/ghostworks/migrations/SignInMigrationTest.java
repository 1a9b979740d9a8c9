package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
        migrator.downgrade(DowngradeOptions.DEFAULT.to(BEFORE));
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

        migrator.downgrade(DowngradeOptions.DEFAULT.to(BEFORE));
        assertThat(Sql.text(database.adminDataSource(), ROWS)).isEqualTo(before);
        migrator.upgrade();
        assertThat(Sql.text(
                        database.signInDataSource(),
                        "select count(*) from ghostworks.rotate_refresh_token(sha256('good'), sha256('next'), 60)"))
                .isEqualTo("1");
    }

    private String expiry(String token) throws SQLException {
        return Sql.text(
                database.adminDataSource(),
                "select expires_at from ghostworks.refresh_tokens where token_hash = sha256('" + token + "')");
    }
}
