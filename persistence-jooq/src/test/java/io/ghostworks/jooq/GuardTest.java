package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Forbidden;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Map;
import org.jooq.tools.jdbc.DefaultConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Code inside a tenant cannot end the transaction, leave it, or reach the connection below. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardTest {

    private interface Attempt {

        void on(Connection connection) throws SQLException;
    }

    private static final Map<String, Attempt> REFUSED = Map.ofEntries(
            Map.entry("commit", Connection::commit),
            Map.entry("rollback", Connection::rollback),
            Map.entry("setSavepoint", Connection::setSavepoint),
            Map.entry("setAutoCommit", connection -> connection.setAutoCommit(true)),
            Map.entry("abort", connection -> connection.abort(Runnable::run)),
            Map.entry("setSchema", connection -> connection.setSchema("pg_catalog")),
            Map.entry("setCatalog", connection -> connection.setCatalog("postgres")),
            Map.entry("setReadOnly", connection -> connection.setReadOnly(true)),
            Map.entry("setHoldability", connection -> connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT)),
            Map.entry(
                    "setTransactionIsolation",
                    connection -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE)),
            Map.entry("setNetworkTimeout", connection -> connection.setNetworkTimeout(Runnable::run, 1)),
            Map.entry("unwrap", connection -> connection.unwrap(PGConnection.class)));

    private final TwoTenants tenants;

    GuardTest(TestDatabase database) {
        tenants = new TwoTenants(database);
    }

    @AfterAll
    void close() {
        tenants.close();
    }

    @Test
    void refusesWhatEndsTheTransactionOrLeavesIt() {
        REFUSED.forEach((name, attempt) -> inside(connection -> assertThatThrownBy(() -> attempt.on(connection))
                .as(name)
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContaining(name)));
    }

    @Test
    void leadsFromNothingToTheConnectionBelow() {
        inside(connection -> {
            assertThat(connection.isWrapperFor(PGConnection.class)).isFalse();
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            assertThat(connection).isNotInstanceOf(DefaultConnection.class);
            try (Statement plain = connection.createStatement();
                    PreparedStatement statement = connection.prepareStatement("select array[1, 2]");
                    ResultSet rows = statement.executeQuery()) {
                assertThat(plain.getConnection()).isSameAs(connection);
                assertThat(statement.getConnection()).isSameAs(connection);
                assertThat(rows.getStatement()).isSameAs(statement);
                assertThat(rows.next()).isTrue();
                assertThatThrownBy(() -> rows.getArray(1).getResultSet())
                        .isInstanceOf(SQLFeatureNotSupportedException.class);
                assertThatThrownBy(() -> statement.unwrap(PGConnection.class))
                        .isInstanceOf(SQLFeatureNotSupportedException.class);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commit",
                "rollback",
                "begin",
                "savepoint s",
                "set app.current_tenant_id = 'x'",
                "set local statement_timeout = 1",
                "reset all",
                "prepare \"S_1\" as select 1",
                "deallocate all",
                "execute \"S_1\"",
                "discard all",
                "declare c cursor with hold for select 1",
                "listen x",
                "notify x",
                "lock table ghostworks.artifacts",
                "do $$ begin end $$",
                "copy ghostworks.artifacts to stdout",
                "create temporary table t (i int)",
                "select 1; commit",
                "select ';'; commit",
                "select $a$;$a$; commit",
                "select E'\\';'; commit",
                "select '\\'; commit; --'",
                "/* ; /* */ */ -- ;\n commit",
                "explain analyze create temporary table t as select 1",
                "",
            })
    void refusesAnyOtherStatement(String sql) {
        assertThatThrownBy(() -> tenants.adapter.tables().write(tenants.a, dsl -> dsl.execute(sql)))
                .isInstanceOfSatisfying(
                        Forbidden.class, refused -> assertThat(refused.code()).isEqualTo("forbidden_statement"));
        assertThatThrownBy(() -> tenants.adapter.tables().read(tenants.a, dsl -> dsl.execute(sql)))
                .satisfiesAnyOf(
                        refused -> assertThat(refused).isInstanceOf(Forbidden.class),
                        // jOOQ takes a plain statement for it.
                        refused -> assertThat(refused).hasMessageContaining("only prepared statements are possible"));
        inside(connection -> {
            try (Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(Forbidden.class);
                assertThatThrownBy(() -> statement.addBatch(sql)).isInstanceOf(Forbidden.class);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1;",
                "select 1 -- to the end",
                "select ';' ",
                "(select 1) union all (select 2)",
                "with x as (select 1) select * from x",
                "values (1)",
                "table ghostworks.artifacts",
                "explain (costs off) select 1",
                "explain analyze verbose select 1",
                "/* a /* nested */ comment; */ select $$;$$, E'\\';', U&'\\0041', \"name\" from ghostworks.artifacts",
                "select name like 'a\\%' escape '\\' from ghostworks.artifacts",
                "show server_version",
            })
    void runsWhatReadsRows(String sql) {
        assertThat(tenants.adapter
                        .tables()
                        .<Integer>read(tenants.a, dsl -> dsl.fetch(sql).size()))
                .isNotNegative();
        assertThat(tenants.adapter
                        .tables()
                        .<Integer>write(tenants.a, dsl -> dsl.fetch(sql).size()))
                .isNotNegative();
    }

    private void inside(Attempt attempt) {
        tenants.adapter.tables().write(tenants.a, dsl -> {
            dsl.connection(attempt::on);
            return 1;
        });
    }
}
