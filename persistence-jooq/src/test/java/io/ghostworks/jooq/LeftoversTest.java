package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.tenancy.Scope;
import java.util.List;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one tenant's code leaves on a pooled connection, the next tenant's never meets. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeftoversTest {

    private static final String LOCKS = "select count(*) from pg_locks where locktype = 'advisory'"
            + " and database = (select oid from pg_database where datname = current_database())";

    private final TwoTenants tenants;

    LeftoversTest(TestDatabase database) {
        tenants = new TwoTenants(database);
        tenants.asAdmin("create schema spies; grant usage on schema spies to authenticated_users;"
                + " create function spies.run(sql text) returns int language plpgsql as"
                + " $$ begin execute sql; return 1; end $$;"
                // Where an administrator lets the application have it: ours does not.
                + " grant execute on function pg_advisory_lock(bigint) to authenticated_users");
    }

    @AfterAll
    void close() {
        tenants.close();
    }

    @ParameterizedTest
    @CsvSource({
        "statement_timeout, 7s, read",
        "statement_timeout, 7s, write",
        "search_path, spies, read",
        "search_path, spies, write",
        "app.note, of A, read",
        "app.note, of A, write",
        "app.current_tenant_id, 11111111-1111-1111-1111-111111111111, write",
    })
    void leavesNoSetting(String name, String value, String door) {
        String fresh = setting(tenants.b, name);
        String set = "select set_config('" + name + "', '" + value + "', false)";

        assertThat(through(door, dsl -> dsl.fetchSingle(set).get(0, String.class)))
                .isEqualTo(value);

        assertThat(setting(tenants.b, name)).isEqualTo(fresh);
    }

    @ParameterizedTest
    @CsvSource({"read, 0", "write, 0", "read, 1", "write, 1"})
    void leavesNoLock(String door, int failing) {
        try {
            through(
                    door,
                    dsl -> dsl.fetch("select pg_advisory_lock(42::bigint), 1 / " + (1 - failing))
                            .toString());
        } catch (RuntimeException divisionByZero) {
            assertThat(failing).isEqualTo(1);
        }

        assertThat(tenants.asAdmin(LOCKS)).isEqualTo("0");
    }

    @Test
    void leavesNoCursorThatOutlivesItsTransaction() {
        through("write", dsl -> run(dsl, "declare loot cursor with hold for select name from ghostworks.artifacts"));

        assertThat(value(tenants.b, "select count(*) from pg_cursors where is_holdable"))
                .isEqualTo("0");
    }

    @Test
    void leavesNoChannel() {
        through("write", dsl -> run(dsl, "listen news"));

        assertThat(value(tenants.b, "select count(*) from pg_listening_channels()"))
                .isEqualTo("0");
    }

    @Test
    void leavesNoStatementUnderAName() {
        String before = backend();

        through("write", dsl -> run(dsl, "prepare spy as select 1"));

        assertThat(backend()).isNotEqualTo(before);
        assertThat(value(tenants.b, "select count(*) from pg_prepared_statements where from_sql"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({"read", "write"})
    void takesBackTheConnectionOfACursorThatWasNeverClosed(String door) {
        List<Cursor<Record>> kept = new java.util.ArrayList<>();

        through(door, dsl -> String.valueOf(kept.add(dsl.fetchLazy("select generate_series(1, 1000)"))));

        // There is one connection, so this would wait for it in vain.
        assertThat(value(tenants.b, "select 1")).isEqualTo("1");
        assertThatThrownBy(() -> kept.getFirst().fetchNext()).hasMessageContaining("door is closed");
        kept.getFirst().close();
    }

    @Test
    void keepsWhatThePoolOfAnEmbeddingServiceHasSet() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(tenants.database.appDataSource());
        config.setMaximumPoolSize(1);
        config.setConnectionInitSql("set application_name = 'embedding'");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Database adapter = Database.over(pool, TestPorts.key(tenants.database));
            adapter.tables()
                    .write(
                            tenants.a,
                            dsl -> dsl.fetch("select set_config('application_name', 'of A', false)")
                                    .size());

            assertThat(adapter.tables()
                            .<String>read(
                                    tenants.b,
                                    dsl -> dsl.fetchSingle("select current_setting('application_name')")
                                            .get(0, String.class)))
                    .isEqualTo("embedding");
        }
    }

    private String backend() {
        return value(tenants.b, "select pg_backend_pid()");
    }

    private static String run(DSLContext dsl, String sql) {
        return dsl.fetchSingle("select spies.run({0})", org.jooq.impl.DSL.val(sql))
                .get(0, String.class);
    }

    private String through(String door, java.util.function.Function<DSLContext, String> work) {
        return door.equals("read")
                ? tenants.adapter.tables().read(tenants.a, dsl -> work.apply(dsl))
                : tenants.adapter.tables().write(tenants.a, dsl -> work.apply(dsl));
    }

    private String setting(Scope scope, String name) {
        return value(scope, "select coalesce(current_setting('" + name + "', true), '')");
    }

    /** With a store's statement before it, which carries no cleaning of its own. */
    private String value(Scope scope, String query) {
        tenants.adapter.tenancy().<Object>read(scope, stores -> stores.tenant().get());
        return tenants.adapter
                .tables()
                .read(scope, dsl -> dsl.fetchSingle(query).get(0, String.class));
    }
}
