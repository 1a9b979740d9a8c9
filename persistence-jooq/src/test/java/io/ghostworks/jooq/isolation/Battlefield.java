package io.ghostworks.jooq.isolation;

import io.ghostworks.build.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Two tenants in one database: A, from where attacks come, and B. A's user belongs to B too, as a plain member. */
final class Battlefield implements AutoCloseable {

    /** What is not permitted, and a context that is not authentic. */
    private static final Set<String> REFUSALS = Set.of("42501", "GW001");

    private final TestDatabase database;
    final UUID a = UUID.randomUUID();
    final UUID b = UUID.randomUUID();
    final UUID attacker = UUID.randomUUID();
    final UUID victim = UUID.randomUUID();
    final UUID row = UUID.randomUUID();
    /** A tenant that takes no part; it and its user, and the next two, exist once a {@link Canary} is planted. */
    final UUID c = UUID.randomUUID();

    final UUID bystander = UUID.randomUUID();
    /** A's owner, who is nothing in B. */
    final UUID mallory = UUID.randomUUID();
    /** A member of B whom nobody outside of it knows. */
    final UUID hidden = UUID.randomUUID();

    static final String PASSWORD = "attack";
    /** A role of its own, which a test may make powerful without arming all others on the server. */
    private final String role = "attacker " + UUID.randomUUID();

    private final Names names;

    Battlefield(TestDatabase database) throws SQLException {
        this.database = database;
        this.names = new Names(Map.ofEntries(
                id("a", a),
                id("b", b),
                id("c", c),
                id("attacker", attacker),
                id("user", victim),
                id("mallory", mallory),
                id("bystander", bystander),
                id("hidden", hidden),
                id("row", row),
                Map.entry("blob", "30000"),
                Map.entry("app", "\"" + role + "\""),
                Map.entry("database", "\"" + database.name() + "\"")));
        asAdmin("create role :app login password 'attack'; grant authenticated_users to :app;"
                + " grant connect on database :database to :app;"
                // Where a careless administrator lets the application make tables of its own.
                + " create schema playground; grant create, usage on schema playground to :app");
        asAdmin("""
                insert into ghostworks.users (id, email, password_hash)
                  values (:attacker, :attacker::text || '@example.org', 'h'), (:user, :user::text || '@example.org', 'h');
                insert into ghostworks.sessions (user_id) values (:user);
                insert into ghostworks.refresh_tokens (token_hash, session_id, expires_at)
                  select sha256('token'), id, now() from ghostworks.sessions;
                insert into ghostworks.tenants (id, name, slug) values (:a, 'A', 'a'), (:b, 'B', 'b');
                insert into ghostworks.workspace_memberships (tenant_id, user_id, role)
                  values (:a, :attacker, 'owner'), (:b, :user, 'owner'), (:b, :attacker, 'member');
                insert into ghostworks.artifacts (tenant_id, id, name) values (:a, gen_random_uuid(), 'mine');
                insert into ghostworks.artifacts (tenant_id, id, name, tags, metadata)
                  values (:b, :row, 'secret', '{secret}', '{"secret": true}');
                insert into ghostworks.idempotency_keys (tenant_id, user_id, key, fingerprint, artifact_id)
                  values (:b, :user, 'key', '', :row);
                insert into ghostworks.invitations (tenant_id, id, email, role, expires_at)
                  values (:b, :row, 'invited@example.org', 'member', now() + interval '7 days');
                insert into ghostworks.api_keys (tenant_id, id, name, role, key_hash)
                  values (:a, gen_random_uuid(), 'ours', 'owner', sha256('ours')), (:b, :row, 'theirs', 'owner', sha256('theirs'));
                insert into ghostworks.audit_entries (tenant_id, seq, action, entity, entity_id, hash)
                  values (:a, 1, 'create', 'artifact', :row, sha256('')), (:b, 1, 'create', 'artifact', :row, sha256(''));
                """);
    }

    /** As the application's role, inside A, in a transaction that is rolled back when closed. */
    Connection insideA() throws SQLException {
        return insideA(attacker);
    }

    /** The same for another user. */
    Connection insideA(UUID user) throws SQLException {
        Connection app = database.admin().withUser(role, "attack").dataSource().getConnection();
        app.setAutoCommit(false);
        Entrance.enter(database, app, a, user);
        return app;
    }

    /** How many rows of B the attack read or changed; 0 if the database refused. */
    long losses(Attack attack) throws SQLException {
        try (Connection app = insideA()) {
            long losses = 0;
            for (String statement : attack.statements()) {
                losses = execute(app, statement);
            }
            return losses;
        } catch (SQLException refused) {
            if (!REFUSALS.contains(refused.getSQLState())) {
                throw refused;
            }
            return 0;
        }
    }

    void asAdmin(String sql) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection()) {
            execute(admin, sql);
        }
    }

    /** The first column of what an administrator reads. */
    List<String> readAsAdmin(String sql) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(filled(sql))) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** The SQLSTATE of the database's refusal inside A, or 00000. */
    String refusal(String sql) {
        try (Connection app = insideA()) {
            execute(app, sql);
            return "00000";
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }

    /** Removes the role with all it was granted. */
    @Override
    public void close() throws SQLException {
        asAdmin("drop owned by :app; drop role :app");
    }

    /** Runs SQL with its placeholders filled in; answers the first number, or how many rows changed. */
    long execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(filled(sql))) {
                return statement.getUpdateCount();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() && rows.getObject(1) instanceof Number number ? number.longValue() : 0;
            }
        }
    }

    String filled(String sql) {
        return names.fill(sql.replace(":enter_b", database.enter(b, attacker)));
    }

    Names names() {
        return names;
    }

    String role() {
        return role;
    }

    /** Another text once a row of B was added, removed or changed. */
    String state() throws SQLException {
        return String.join(" ", readAsAdmin(STATE));
    }

    /** The same as another connection sees it. */
    String state(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(filled(STATE))) {
            StringBuilder state = new StringBuilder();
            while (rows.next()) {
                state.append(rows.getString(1)).append(' ');
            }
            return state.toString();
        }
    }

    private static final String STATE = """
            select count(*) || ' ' || coalesce(sum(version), 0) from ghostworks.artifacts where tenant_id = :b
            union all select count(*) || ' ' || coalesce(sum(version + member_count), 0) from ghostworks.tenants where id = :b
            union all select count(*) || ' ' || coalesce(sum(version), 0) from ghostworks.workspace_memberships
              where tenant_id = :b
            union all select count(*) || ' ' || coalesce(sum(octet_length(fingerprint)), 0) from ghostworks.idempotency_keys
              where tenant_id = :b""";

    private static Map.Entry<String, String> id(String name, UUID id) {
        return Map.entry(name, "'" + id + "'");
    }
}
