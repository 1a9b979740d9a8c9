package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions of before become sessions that a user can see, and stay open both ways. */
@ExtendWith(DatabaseExtension.class)
class SessionsMigrationTest {

    private static final String ADA = "01936b1e-7c00-7a31-9d2e-5f0c1a2b3c4d";
    private static final String BEFORE = "2026.11.25.1500";
    private static final String LAST_USED =
            "select last_used_at = timestamptz '2026-11-03 00:00Z' and user_agent is null from ghostworks.sessions";

    private final TestDatabase database;

    SessionsMigrationTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void tellsOfAnOldSessionWhenItsTokensWereLastRenewed() throws SQLException {
        Migrator migrator = new Migrator(database.admin());
        BeforeTheSeal.go(migrator, BEFORE);
        Sql.run(
                database.adminDataSource(),
                "insert into ghostworks.users (id, email, password_hash) values ('" + ADA
                        + "', 'ada@example.org', 'h')",
                "insert into ghostworks.sessions (user_id, created_at) select id, '2026-11-01 00:00Z' from ghostworks.users",
                "insert into ghostworks.refresh_tokens (token_hash, session_id, created_at, expires_at, spent_at)"
                        + " select sha256('old'), id, created_at, now() + interval '30 days', now() from ghostworks.sessions"
                        + " union all select sha256('good'), id, '2026-11-03 00:00Z', now() + interval '30 days', null"
                        + " from ghostworks.sessions");

        migrator.upgrade();
        assertThat(Sql.text(database.adminDataSource(), LAST_USED)).isEqualTo("t");
        // As a server of before asks.
        assertThat(Sql.text(
                        database.signInDataSource(),
                        "select ghostworks.open_session(gen_random_uuid(), '" + ADA + "', sha256('more'), 60)"))
                .isEqualTo("t");

        migrator.downgrade(DowngradeOptions.DEFAULT.to(BEFORE).acceptDataLoss(true));
        migrator.upgrade();
        assertThat(Sql.text(
                        database.signInDataSource(),
                        "select count(*) from ghostworks.rotate_refresh_token(sha256('good'), sha256('next'), 60)"))
                .isEqualTo("1");
    }
}
