package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.Caller;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.testing.contract.World;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every request asks costs the same with many tenants and users as with one. */
@ExtendWith(DatabaseExtension.class)
class AdmissionPlanTest {

    private static final String MANY = """
            set session_replication_role = replica;
            insert into ghostworks.users (email, password_hash) select n || '@example.com', 'x' from generate_series(1, 3000) n;
            insert into ghostworks.tenants (name, slug) select 'T', 't' || n from generate_series(1, 3000) n;
            insert into ghostworks.sessions (user_id) select id from ghostworks.users;
            insert into ghostworks.workspace_memberships (tenant_id, user_id, role)
              select t.id, u.id, 'member' from (select id from ghostworks.tenants limit 100) t, (select id from ghostworks.users limit 100) u
            on conflict do nothing;
            analyze""";

    private static final Pattern HITS = Pattern.compile("\"Shared Hit Blocks\": (\\d+)");

    private final TestDatabase database;

    AdmissionPlanTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void findsTheStandingByIndexesAlone() throws SQLException {
        try (Database adapter = Database.open(TestPorts.settings(database), TestPorts.key(database))) {
            World world = new World(TestPorts.of(adapter, database));
            var owner = world.user();
            Caller.Session caller = world.logIn(owner.id());
            Scope scope = new Scope(world.room(owner).tenant(), owner.id());
            fill();

            // Five rows by their keys, and what the catalog costs; a walk of 3,000 users alone reads more.
            assertThat(blocks(scope, caller)).isBetween(5L, 40L);
        }
    }

    /** In the third call of one session: the first two read the catalog too. */
    private long blocks(Scope scope, Caller.Session caller) throws SQLException {
        String enter = "explain (analyze, buffers, format json) select * from ghostworks.enter('"
                + TestPorts.key(database).seal(scope, Instant.now()) + "', '" + caller.session() + "')";
        try (Connection app = database.appDataSource().getConnection();
                Statement statement = app.createStatement()) {
            statement.execute(enter);
            statement.execute(enter);
            try (ResultSet plan = statement.executeQuery(enter)) {
                plan.next();
                Matcher blocks = HITS.matcher(plan.getString(1));
                assertThat(blocks.find()).isTrue();
                return Long.parseLong(blocks.group(1));
            }
        }
    }

    private void fill() throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute(MANY);
        }
    }
}
