package io.ghostworks.operations.tenant;

import io.ghostworks.build.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A database with tables of an embedding service beside ours, and two tenants whose rows are hard to copy. */
final class Shop {
    static final String TABLES = """
            create schema shop;
            create table shop.currencies (code text primary key);
            insert into shop.currencies values ('EUR'), ('USD');
            create table shop."Odd, name" (
              workspace uuid not null references ghostworks.tenants (id),
              "select" bigint generated always as identity,
              parent bigint,
              artifact_id uuid,
              seller uuid references ghostworks.users (id),
              currency text not null default 'EUR' references shop.currencies,
              price numeric(30, 12), at timestamptz, during tstzrange, span interval, raw bytea, f float8, words text[],
              doubled numeric generated always as (price * 2) stored,
              primary key (workspace, "select"),
              foreign key (workspace, parent) references shop."Odd, name" (workspace, "select"),
              foreign key (workspace, artifact_id) references ghostworks.artifacts (tenant_id, id));
            create table shop.events (
              tenant_id uuid not null, day date not null, id uuid not null default gen_random_uuid(), note text,
              primary key (tenant_id, day, id)) partition by range (day);
            create table shop.events_2025 partition of shop.events for values from ('2025-01-01') to ('2026-01-01');
            create table shop.events_2026 partition of shop.events for values from ('2026-01-01') to ('2027-01-01');
            select ghostworks.isolate('shop."Odd, name"', 'workspace');
            select ghostworks.isolate('shop.events');
            create function shop.shout() returns trigger language plpgsql as
              $$ begin new.note := new.note || '!'; return new; end $$;
            create trigger shout before insert on shop.events for each row execute function shop.shout();
            """;

    private static final List<String> METADATA = List.of(
            "{}",
            "{\"a\\\\tb\": \"tab\\tnewline\\nreturn\\rback\\\\slash\", \"n\": 1e300, \"z\": -0.0}",
            "{\"\": \"\\\\N\", \"u\": \"\\u00e9\\ud83d\\ude00\\u202e\\u0001\", \"deep\": [[[[{\"x\": null}]]]]}",
            "{\"n\": 123456789012345678901234567890.123456789012345678901234567890, \"end\": \"\\\\.\"}");

    private final TestDatabase database;

    Shop(TestDatabase database) throws SQLException {
        this.database = database;
        execute(TABLES);
    }

    void execute(String sql) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    void person(UUID id, String email) throws SQLException {
        execute("insert into ghostworks.users (id, email, password_hash, is_verified) values ('" + id + "', '" + email
                + "', 'x', true)");
    }

    /** A tenant with rows in every table. */
    void tenant(UUID id, String slug, UUID owner, UUID member) throws SQLException {
        execute(
                "begin; insert into ghostworks.tenants (id, name, slug, description, settings, version, updated_at) values ('"
                        + id
                        + "', 'Näme', '" + slug
                        + "', E'a\\tb\\\\', '{\"k\": [1, \"\\\\n\"]}', 7, '2001-02-03 04:05:06.789012Z');"
                        + "insert into ghostworks.workspace_memberships (tenant_id, user_id, role) values ('" + id
                        + "', '" + owner
                        + "', 'owner'), ('" + id + "', '" + member + "', 'member'); commit");
        artifacts(id, owner);
        execute("insert into ghostworks.idempotency_keys (tenant_id, user_id, key, fingerprint, artifact_id)"
                + " select tenant_id, '" + member
                + "', E'k\\t' || name, '\\x00ff5c', id from ghostworks.artifacts where tenant_id = '" + id + "'");
        execute(
                "insert into ghostworks.invitations (tenant_id, id, email, role, invited_by, created_at, expires_at) values ('"
                        + id + "', '" + UUID.randomUUID() + "', 'guest@example.com', 'admin', '" + owner
                        + "', '2026-01-02 03:04:05.678901Z', 'infinity')");
        execute("insert into ghostworks.api_keys (tenant_id, id, name, role, key_hash, created_by) values ('" + id
                + "', '" + UUID.randomUUID() + "', 'nightly', 'member', sha256('" + id + "'), '" + owner + "')");
        execute(
                "insert into ghostworks.audit_entries (tenant_id, seq, actor, action, entity, entity_id, hash) values ('"
                        + id + "', 9007199254740993, '" + owner + "', 'create', 'artifact', '" + id
                        + "', sha256('x'))");
        execute(
                "insert into shop.\"Odd, name\" (workspace, artifact_id, seller, currency, price, at, during, span, raw, f, words)"
                        + " select tenant_id, id, '" + member
                        + "', 'USD', 0.100000000000, 'infinity', '[2020-01-01,)', '-1 year 2 days 3.000004 s',"
                        + " '\\x5c0a0900', 'NaN', array[null, 'NULL', E'q\"{}\\\\', ''] from ghostworks.artifacts where tenant_id = '"
                        + id + "'");
        execute("update shop.\"Odd, name\" set parent = \"select\" - 1, f = 0.1::float8 + 0.2 where workspace = '" + id
                + "' and \"select\" > (select min(\"select\") from shop.\"Odd, name\" where workspace = '" + id + "')");
        execute("insert into shop.events (tenant_id, day, note) select '" + id
                + "', date '2025-12-30' + i, E'\\\\.\\n' || i" + " from generate_series(0, 5) i");
    }

    private void artifacts(UUID tenant, UUID author) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                PreparedStatement insert = admin.prepareStatement(
                        "insert into ghostworks.artifacts (tenant_id, id, name, description, tags, metadata, created_by, version)"
                                + " values (?, ?, ?, ?, array[?, '\\N', 'b,c'], ?::jsonb, ?, 3)")) {
            for (int i = 0; i < METADATA.size(); i++) {
                insert.setObject(1, tenant);
                insert.setObject(2, UUID.randomUUID());
                insert.setString(3, "\\N " + i + "\t\u00e9");
                insert.setString(4, i == 0 ? null : i == 1 ? "" : "line\r\nline\u000b\\.\n");
                insert.setString(5, "tag \"" + i + "\"");
                insert.setString(6, METADATA.get(i));
                insert.setObject(7, author);
                insert.executeUpdate();
            }
        }
    }

    /** Every row of every table of the tenant, in a form that tells all values. */
    List<String> rows(UUID tenant) throws SQLException {
        List<String> rows = new ArrayList<>();
        rows.addAll(rows("ghostworks.tenants", "id", tenant));
        for (String table : List.of(
                "workspace_memberships", "invitations", "api_keys", "artifacts", "idempotency_keys", "audit_entries")) {
            rows.addAll(rows("ghostworks." + table, "tenant_id", tenant));
        }
        rows.addAll(rows("shop.\"Odd, name\"", "workspace", tenant));
        rows.addAll(rows("shop.events", "tenant_id", tenant));
        return rows;
    }

    private List<String> rows(String table, String column, UUID tenant) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("set extra_float_digits = 3");
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("select '" + table.replace("'", "''") + " ' || t::text from "
                    + table + " t where " + column + " = '" + tenant + "' order by 1")) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            return rows;
        }
    }

    String text(String sql) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "";
        }
    }
}
