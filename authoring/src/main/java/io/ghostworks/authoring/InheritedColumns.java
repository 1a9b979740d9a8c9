package io.ghostworks.authoring;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns that a table has from its parent alone. The diff engine adds and drops them at the child too: done there first, an
 * added one would be the child's own and outlive its parent's.
 */
final class InheritedColumns {
    private static final Pattern CHANGE = Pattern.compile(
            "(?is)ALTER TABLE\\s+(?:ONLY\\s+)?(?<table>\\S+)\\s+(?<what>ADD|DROP) COLUMN (?<column>\"(?:[^\"]|\"\")+\"|[\\w$]+).*");
    private static final String DUPLICATE_COLUMN = "42701";
    private static final String UNDEFINED_COLUMN = "42703";
    private static final String QUERY =
            "select format('%I.%I %I', n.nspname, c.relname, a.attname) from pg_catalog.pg_attribute a"
                    + " join pg_catalog.pg_class c on c.oid = a.attrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                    + " where a.attinhcount > 0 and not a.attislocal and not a.attisdropped";

    private InheritedColumns() {}

    /**
     * Those that add one of them go last.
     *
     * @param wanted a database with the schema that the statements lead to
     */
    static List<String> last(List<String> statements, DatabaseUrl wanted) throws SQLException {
        Set<String> inherited = read(wanted);
        List<String> ordered = new ArrayList<>();
        List<String> last = new ArrayList<>();
        for (String sql : statements) {
            Matcher change = CHANGE.matcher(sql);
            boolean added = change.matches()
                    && change.group("what").equals("ADD")
                    && inherited.contains(change.group("table") + " " + change.group("column"));
            (added ? last : ordered).add(sql);
        }
        ordered.addAll(last);
        return ordered;
    }

    /** True when the column came or went with its parent's just now. */
    static boolean isDone(String sql, DatabaseProblem problem) {
        Matcher change = CHANGE.matcher(sql);
        String done = change.matches() && change.group("what").equals("ADD") ? DUPLICATE_COLUMN : UNDEFINED_COLUMN;
        return change.matches() && problem.getCause() instanceof SQLException cause && done.equals(cause.getSQLState());
    }

    private static Set<String> read(DatabaseUrl wanted) throws SQLException {
        Set<String> inherited = new HashSet<>();
        try (Connection connection = wanted.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            while (row.next()) {
                inherited.add(row.getString(1));
            }
        }
        return inherited;
    }
}
