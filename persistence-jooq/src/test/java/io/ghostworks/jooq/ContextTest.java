package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.account.UserId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Unavailable;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.testing.contract.World;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left on the one connection of a pool after everything that can happen to it: nothing. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContextTest {

    private static final String SLEEP = "select pg_sleep(10)";

    private final TestDatabase database;
    private final HikariDataSource pool;
    private final Database adapter;
    private final Scope scope;

    ContextTest(TestDatabase database) {
        this.database = database;
        HikariConfig config = new HikariConfig();
        config.setDataSource(Driver.dataSource(TestPorts.settings(database)));
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(10_000);
        this.pool = new HikariDataSource(config);
        this.adapter = Database.over(pool, () -> TestPorts.key(database), database.signInDataSource());
        var owner = new World(TestPorts.of(adapter, database)).user();
        this.scope =
                new Scope(new World(TestPorts.of(adapter, database)).room(owner).tenant(), owner.id());
    }

    @AfterEach
    void leavesNothingOnTheConnection() throws SQLException {
        try (Connection next = pool.getConnection()) {
            assertThat(next.getAutoCommit()).isTrue();
            assertThat(setting(next, "backtrace_functions")).isNullOrEmpty();
            assertThat(setting(next, "app.context_seal")).isNullOrEmpty();
            assertThat(setting(next, "transaction_read_only")).isEqualTo("off");
            assertThat(setting(next, "statement_timeout")).isEqualTo("30s");
            assertThatThrownBy(() -> countArtifacts(next)).hasMessageContaining("tenant context is not set");
        }
    }

    @AfterAll
    void close() {
        pool.close();
    }

    @Test
    void afterARead() {
        String seen = adapter.tables().read(scope, dsl -> tenant(dsl));

        assertThat(seen).isEqualTo(tenant());
    }

    @Test
    void afterAWrite() {
        String seen = adapter.tables().write(scope, dsl -> tenant(dsl));

        assertThat(seen).isEqualTo(tenant());
    }

    @Test
    void afterAFailedRead() {
        assertThatThrownBy(() -> adapter.tables().read(scope, dsl -> dsl.fetch("select 1 / 0")))
                .hasMessageContaining("division by zero");
    }

    @Test
    void afterAFailedWrite() {
        assertThatThrownBy(() -> adapter.tables().write(scope, dsl -> dsl.fetch("select 1 / 0")))
                .hasMessageContaining("division by zero");
    }

    @Test
    void afterAnExceptionInTheWork() {
        assertThatThrownBy(() -> adapter.tables().write(scope, dsl -> {
                    tenant(dsl);
                    throw new IllegalArgumentException("the work's own");
                }))
                .hasMessage("the work's own");
    }

    @Test
    void afterAStatementTimeout() {
        assertThatThrownBy(() -> adapter.tables().write(scope, dsl -> {
                    dsl.fetch("select set_config('statement_timeout', '20ms', true)");
                    return dsl.fetch(SLEEP);
                }))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void afterATransactionThatWasIdleForTooLong() {
        assertThatThrownBy(() -> adapter.tables().write(scope, dsl -> {
                    Object pid = dsl.fetchSingle("select pg_backend_pid(),"
                                    + " set_config('idle_in_transaction_session_timeout', '20ms', true)")
                            .get(0);
                    while (asAdmin("select count(*) from pg_stat_activity where pid = " + pid) > 0) {
                        Thread.onSpinWait();
                    }
                    return dsl.fetch("select 1");
                }))
                .isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "write"})
    void case02AfterACancellation(String door) {
        assertThatThrownBy(() -> whileItSleeps(door, "pg_cancel_backend")).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "write"})
    void afterAKilledBackend(String door) {
        assertThatThrownBy(() -> whileItSleeps(door, "pg_terminate_backend")).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "write"})
    void afterAnInterruptedVirtualThread(String door) throws InterruptedException {
        UUID mark = UUID.randomUUID();
        Thread worker = Thread.ofVirtual()
                .start(() -> assertThatThrownBy(() -> sleep(door, mark)).isInstanceOf(Unavailable.class));
        awaitSleeper(mark);
        worker.interrupt();
        worker.join();
    }

    @Test
    void case05RefusesGarbage() throws SQLException {
        try (Connection app = pool.getConnection();
                Statement statement = app.createStatement()) {
            app.setAutoCommit(false);
            statement.execute("set local app.context_seal = 'not a seal'");
            assertThatThrownBy(() -> countArtifacts(app)).hasMessageContaining("is not authentic");
            app.rollback();
            app.setAutoCommit(true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenants",
                "workspace_memberships",
                "artifacts",
                "idempotency_keys",
                "audit_entries",
                "users",
                "sessions"
            })
    void case01RefusesEveryTableWithoutAContextEvenAnEmptyOne(String table) throws SQLException {
        try (Connection app = pool.getConnection();
                Statement statement = app.createStatement()) {
            String column = table.equals("users") ? "email" : "created_at";
            String query = "select count(%s) from ghostworks.%s"
                    .formatted(table.equals("audit_entries") ? "seq" : column, table);
            assertThatThrownBy(() -> statement.executeQuery(query)).hasMessageContaining("context is not set");
        }
    }

    @Test
    void acceptsTheNilTenantOnlyAsNone() {
        assertThatThrownBy(() -> new TenantId(new UUID(0, 0))).hasMessageContaining("nil");
        assertThat(adapter.directory().list(new UserId(UUID.randomUUID()))).isEmpty();
    }

    private String tenant() {
        return scope.tenant().toString();
    }

    private static String tenant(DSLContext dsl) {
        return dsl.fetchSingle("select ghostworks.tenant_id()").get(0, String.class);
    }

    /** Each under a mark of its own: PostgreSQL goes on for a client that has left, for all of the ten seconds. */
    private void sleep(String door, UUID mark) {
        String sql = SLEEP + ", '" + mark + "'";
        if (door.equals("read")) {
            adapter.tables().read(scope, dsl -> dsl.fetch(sql));
        } else {
            adapter.tables().write(scope, dsl -> dsl.fetch(sql));
        }
    }

    private void whileItSleeps(String door, String function) throws InterruptedException {
        UUID mark = UUID.randomUUID();
        Thread other = Thread.ofVirtual().start(() -> {
            awaitSleeper(mark);
            asAdmin("select " + function + "(pid) from pg_stat_activity where " + sleeper(mark));
        });
        sleep(door, mark);
        other.join();
    }

    private static String sleeper(UUID mark) {
        return "datname = current_database() and pid <> pg_backend_pid() and state = 'active' and query like '%" + mark
                + "%'";
    }

    private void awaitSleeper(UUID mark) {
        while (asAdmin("select count(*) from pg_stat_activity where " + sleeper(mark)) == 0) {
            Thread.onSpinWait();
        }
    }

    private long asAdmin(String query) {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() && rows.getObject(1) instanceof Number number ? number.longValue() : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select current_setting('" + name + "', true)")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void countArtifacts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("select count(*) from ghostworks.artifacts");
        }
    }
}
