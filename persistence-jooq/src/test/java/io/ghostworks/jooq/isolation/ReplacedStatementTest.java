package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.account.UserId;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Forbidden;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.DatabaseSettings;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * The name of B's prepared statement is given to another one on a connection that A shares, with the same parameters and columns: it
 * keeps the seal that B's next request sends with it. With that seal A opens B's context.
 */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplacedStatementTest {

    /** More than it takes until the driver has a statement prepared. */
    private static final int TIMES = 8;

    private static final String ENTRANCES =
            "select name, statement, parameter_types::text[]::text from pg_prepared_statements"
                    + " where statement like '%ghostworks.enter($1%'";

    private final TestDatabase database;
    private final Battlefield field;
    private final Canary canary = new Canary();
    private final Scope b;

    ReplacedStatementTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.field = new Battlefield(database);
        this.b = new Scope(new TenantId(field.b), new UserId(field.victim));
        field.asAdmin(canary.planting());
    }

    @AfterAll
    void leave() throws SQLException {
        field.close();
    }

    @Test
    void findsNothingToReplaceThroughPgBouncer() throws SQLException {
        try (PgBouncer pooler = pooler()) {
            assertThat(lootThrough(pooler, "")).isEqualTo("nothing");
        }
    }

    /** What the driver's own number of executions would do: the attack has teeth. */
    @Test
    void getsThroughPgBouncerWhereSomebodyChoseThatStatementsStayPrepared() throws SQLException {
        try (PgBouncer pooler = pooler()) {
            assertThat(lootThrough(pooler, "?prepareThreshold=1")).contains(canary.name());
        }
    }

    @Test
    void isRefusedInsideADoor() {
        DatabaseSettings settings = settings(database.app().jdbcUrl());
        try (Database shared = Database.open(settings, key())) {
            requests(shared);
            Scope a = new Scope(new TenantId(field.a), new UserId(field.mallory));
            for (String statement : List.of(
                    "deallocate \"S_1\"",
                    "deallocate all",
                    "prepare \"S_1\" (varchar, varchar) as select 1",
                    "select 1; deallocate \"S_1\"",
                    "execute \"S_1\"('x', 'y')")) {
                assertThatThrownBy(() -> shared.tables().write(a, dsl -> dsl.execute(statement)))
                        .as(statement)
                        .isInstanceOf(Forbidden.class);
            }
            requests(shared);
        }
    }

    /** What docs/security.md says of code that has the pool itself, below the doors. */
    @Test
    void getsThroughOnAConnectionOfThePoolThatNoDoorGuards() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(
                database.admin().withUser(field.role(), Battlefield.PASSWORD).dataSource());
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config);
                Database shared = Database.over(pool, key())) {
            requests(shared);
            try (Connection raw = pool.getConnection()) {
                replace(raw);
            }
            requests(shared);
            try (Connection raw = pool.getConnection()) {
                assertThat(loot(raw)).contains(canary.name());
            }
        }
    }

    private PgBouncer pooler() {
        return PgBouncer.start(database.app(), Map.of(field.role(), Battlefield.PASSWORD), 1);
    }

    private SealKey key() {
        return SealKey.of(database.sealKey());
    }

    private DatabaseSettings settings(String jdbcUrl) {
        return DatabaseSettings.of(jdbcUrl, field.role(), Battlefield.PASSWORD).withPool(1, 0, Duration.ofSeconds(20));
    }

    private String lootThrough(PgBouncer pooler, String options) throws SQLException {
        String url = pooler.through(database.app());
        PGSimpleDataSource own = new PGSimpleDataSource();
        own.setUrl(url);
        own.setUser(field.role());
        own.setPassword(Battlefield.PASSWORD);
        own.setPreferQueryMode(PreferQueryMode.SIMPLE);
        try (Database shared = Database.open(settings(url + options), key());
                Connection attacker = own.getConnection()) {
            requests(shared);
            replace(attacker);
            requests(shared);
            return loot(attacker);
        }
    }

    /** B's requests, each of which sees what is B's. */
    private void requests(Database shared) {
        for (int time = 0; time < TIMES; time++) {
            assertThat(shared.tenancy()
                            .<String>read(
                                    b,
                                    stores -> stores.artifacts()
                                            .get(new ArtifactId(field.row))
                                            .content()
                                            .name()))
                    .isEqualTo(canary.name());
        }
    }

    private static void replace(Connection attacker) throws SQLException {
        for (List<String> prepared : rows(attacker, ENTRANCES)) {
            String name = "\"" + prepared.getFirst() + "\"";
            String types =
                    prepared.getLast().replace('{', '(').replace('}', ')').replace("\"", "");
            String keeping = prepared.get(1).replace("enter($1", "enter(set_config('app.loot', $1, false)");
            execute(attacker, "deallocate " + name);
            execute(attacker, "prepare " + name + " " + types + " as " + keeping);
        }
    }

    /** What A sees with the seal that was kept. */
    private static String loot(Connection attacker) throws SQLException {
        List<List<String>> kept = rows(attacker, "select coalesce(current_setting('app.loot', true), '')");
        String seal = kept.getFirst().getFirst();
        if (seal.isEmpty()) {
            return "nothing";
        }
        attacker.setAutoCommit(false);
        try {
            execute(attacker, "select ghostworks.enter('" + seal + "', null)");
            return String.valueOf(rows(attacker, "select name from ghostworks.artifacts"));
        } finally {
            attacker.rollback();
            attacker.setAutoCommit(true);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(rows.getString(column));
                }
                found.add(row);
            }
            return found;
        }
    }
}
