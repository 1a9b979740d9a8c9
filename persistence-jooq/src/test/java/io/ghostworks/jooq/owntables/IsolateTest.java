package io.ghostworks.jooq.owntables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ghostworks.isolate} does, and what it refuses. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolateTest {

    private static final String A = "11111111-1111-1111-1111-111111111111";
    private static final String B = "22222222-2222-2222-2222-222222222222";

    private final TestDatabase database;

    IsolateTest(TestDatabase database) throws SQLException {
        this.database = database;
        asAdmin("create schema shop; grant usage on schema shop to authenticated_users");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id uuid primary key | has no column tenant_id",
                "tenant_id text not null, id uuid, primary key (tenant_id, id) | has no column tenant_id of type uuid",
                "tenant_id uuid, id uuid primary key | has no column tenant_id of type uuid that is NOT NULL",
                "tenant_id uuid not null, id uuid | has no primary key",
                "tenant_id uuid not null, id uuid primary key | does not lead the key",
                "tenant_id uuid not null, id uuid, primary key (id, tenant_id) | does not lead the key",
                "tenant_id uuid not null, id uuid, n text unique, primary key (tenant_id, id) | does not lead the key",
                "tenant_id uuid not null, id uuid, a uuid, primary key (tenant_id, id),"
                        + " foreign key (a, tenant_id) references ghostworks.artifacts (id, tenant_id)"
                        + " | does not lead the foreign key",
                "tenant_id uuid not null, r int4range, primary key (tenant_id, r), exclude using gist (r with &&)"
                        + " | does not lead the exclusion constraint",
            })
    void refusesWithTheReason(String columns, String reason) throws SQLException {
        asAdmin("drop table if exists shop.refused");
        if (columns.contains("foreign key")) {
            asAdmin("create unique index if not exists backwards on ghostworks.artifacts (id, tenant_id)");
        }
        asAdmin("create table shop.refused (" + columns + ")");

        assertThatThrownBy(() -> asAdmin("select ghostworks.isolate('shop.refused')"))
                .hasMessageContaining("cannot isolate shop.refused")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesWhatIsNoTable() throws SQLException {
        asAdmin("create or replace view shop.looks as select 1 as one");

        assertThatThrownBy(() -> asAdmin("select ghostworks.isolate('shop.looks')"))
                .hasMessageContaining("is not a table");
    }

    @Test
    void mayBeRepeated() throws SQLException {
        asAdmin("create table shop.twice (tenant_id uuid not null, id int, primary key (tenant_id, id))");
        asAdmin("select ghostworks.isolate('shop.twice')");
        asAdmin("select ghostworks.isolate('shop.twice')");

        assertThat(number("select count(*) from pg_policies where schemaname = 'shop' and tablename = 'twice'"))
                .isEqualTo(1);
    }

    @Test
    void case13ClosesPartitionsThatAreReachedDirectly() throws SQLException {
        asAdmin("create table shop.events (tenant_id uuid not null, id int, primary key (tenant_id, id))"
                + " partition by hash (tenant_id)");
        asAdmin("create table shop.events_0 partition of shop.events for values with (modulus 1, remainder 0)");
        asAdmin("select ghostworks.isolate('shop.events')");
        asAdmin("grant select on shop.events, shop.events_0 to authenticated_users");
        asAdmin("insert into shop.events values ('" + A + "', 1), ('" + B + "', 2)");

        assertThat(insideA("select count(*) from shop.events")).isEqualTo(1);
        assertThat(insideA("select count(*) from shop.events_0")).isEqualTo(1);

        asAdmin("alter table shop.events_0 disable row level security");
        assertThat(insideA("select count(*) from shop.events_0")).isEqualTo(2);
    }

    @Test
    void survivesOddNames() throws SQLException {
        asAdmin(
                "create table shop.\"we\"\"ird.T\" (\"the tenant\" uuid not null, id int, primary key (\"the tenant\", id))");
        asAdmin("select ghostworks.isolate('shop.\"we\"\"ird.T\"', 'the tenant')");
        asAdmin("grant select on shop.\"we\"\"ird.T\" to authenticated_users");
        asAdmin("insert into shop.\"we\"\"ird.T\" values ('" + A + "', 1), ('" + B + "', 2)");

        assertThat(insideA("select count(*) from shop.\"we\"\"ird.T\"")).isEqualTo(1);
    }

    private long insideA(String query) throws SQLException {
        try (Connection app = database.appDataSource().getConnection();
                Statement statement = app.createStatement()) {
            app.setAutoCommit(false);
            statement.execute(database.enter(UUID.fromString(A), UUID.randomUUID()));
            try (ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private long number(String query) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void asAdmin(String sql) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
