package io.ghostworks.authoring;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.sql.SqlScript;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** All schemas of a live database without their rows, on a scratch server. Roles that are there already stay as they are. */
public final class SchemaCopy {
    private static final String SCHEMAS = "select nspname from pg_catalog.pg_namespace"
            + " where nspname !~ '^pg_' and nspname <> 'information_schema' order by 1";
    private static final String EXTENSIONS =
            "select format('create schema if not exists %I', n.nspname), format('create extension if not exists %I schema %I',"
                    + " e.extname, n.nspname) from pg_catalog.pg_extension e"
                    + " join pg_catalog.pg_namespace n on n.oid = e.extnamespace where e.extname <> 'plpgsql'";
    private static final String ROLES =
            "select rolname, concat_ws(' ', case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypassrls' end,"
                    + " case when rolinherit then 'inherit' else 'noinherit' end) from pg_catalog.pg_roles"
                    + " where rolname !~ '^pg_' order by oid";
    private static final String MEMBERSHIPS =
            "select format('grant %I to %I', r.rolname, m.rolname), r.rolname, m.rolname from pg_catalog.pg_auth_members a"
                    + " join pg_catalog.pg_roles r on r.oid = a.roleid join pg_catalog.pg_roles m on m.oid = a.member"
                    + " where r.rolname !~ '^pg_' and m.rolname !~ '^pg_'";

    private final Scratch scratch;
    private final DatabaseUrl url;
    private final List<String> missing = new ArrayList<>();

    private SchemaCopy(Scratch scratch) {
        this.scratch = scratch;
        this.url = scratch.bare();
    }

    /** @throws DatabaseProblem when the live database can't be read */
    public static SchemaCopy of(DatabaseUrl live, Scratch scratch) {
        SchemaCopy copy = new SchemaCopy(scratch);
        try (Connection from = live.dataSource().getConnection();
                Connection to = copy.url.dataSource().getConnection()) {
            copy.copyRoles(from);
            for (String[] extension : rows(from, EXTENSIONS)) {
                copy.tryAll(to, List.of(extension));
            }
            List<String> schemas =
                    rows(from, SCHEMAS).stream().map(row -> row[0]).toList();
            SchemaKeeper keeper = new SchemaKeeper(schemas);
            String script = keeper.script(keeper.read(copy.url), keeper.read(live));
            copy.tryAll(
                    to,
                    SqlScript.statements(script).stream()
                            .map(SqlScript.Statement::sql)
                            .toList());
            return copy;
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot copy the schemas of " + live, e);
        }
    }

    /** A superuser's address. */
    public DatabaseUrl url() {
        return url;
    }

    /** What could not be copied: the beginning of each statement, and why it was refused. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    private void copyRoles(Connection from) throws SQLException {
        List<String> made = new ArrayList<>();
        for (String[] role : rows(from, ROLES)) {
            if (scratch.borrowRole(role[0])) {
                made.add(role[0]);
                scratch.execute(url, "alter role " + Scratch.quoted(role[0]) + " " + role[1]);
            }
        }
        for (String[] membership : rows(from, MEMBERSHIPS)) {
            if (made.contains(membership[1]) || made.contains(membership[2])) {
                scratch.execute(url, membership[0]);
            }
        }
    }

    /** In their order, and those that were refused again as long as that helps. */
    private void tryAll(Connection to, List<String> statements) throws SQLException {
        to.setAutoCommit(false);
        try (Statement statement = to.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("set check_function_bodies = off");
            List<String> waiting = statements;
            List<String> reasons = new ArrayList<>();
            int before;
            do {
                before = waiting.size();
                reasons.clear();
                List<String> refused = new ArrayList<>();
                for (String sql : waiting) {
                    attempt(to, statement, sql, refused, reasons);
                }
                waiting = refused;
            } while (!waiting.isEmpty() && waiting.size() < before);
            missing.addAll(reasons);
        }
        to.commit();
        to.setAutoCommit(true);
    }

    private static void attempt(
            Connection to, Statement statement, String sql, List<String> refused, List<String> reasons)
            throws SQLException {
        Savepoint savepoint = to.setSavepoint();
        try {
            statement.execute(sql);
            to.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            to.rollback(savepoint);
            refused.add(sql);
            String first = sql.lines().findFirst().orElse("");
            reasons.add(first + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static List<String[]> rows(Connection connection, String sql) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                String[] values = new String[columns];
                for (int i = 0; i < columns; i++) {
                    values[i] = row.getString(i + 1);
                }
                rows.add(values);
            }
        }
        return rows;
    }
}
