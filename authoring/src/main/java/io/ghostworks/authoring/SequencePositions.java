package io.ghostworks.authoring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sequences that a script makes for columns that were there before: they have to go on behind the values in these. */
final class SequencePositions {
    private static final String QUERY =
            "select s.oid::text, t.oid || '.' || a.attnum, format('%I.%I', n.nspname, s.relname),"
                    + " format('%I.%I', m.nspname, t.relname), quote_ident(a.attname)"
                    + " from pg_catalog.pg_class s"
                    + " join pg_catalog.pg_namespace n on n.oid = s.relnamespace"
                    + " join pg_catalog.pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid and d.deptype in ('a', 'i')"
                    + " and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0"
                    + " join pg_catalog.pg_class t on t.oid = d.refobjid"
                    + " join pg_catalog.pg_namespace m on m.oid = t.relnamespace"
                    + " join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid"
                    + " where s.relkind = 'S' and s.relnamespace = to_regnamespace(?)";

    private static final String COLUMNS = "select a.attrelid || '.' || a.attnum, a.attrelid::text, '', '', ''"
            + " from pg_catalog.pg_attribute a join pg_catalog.pg_class t on t.oid = a.attrelid"
            + " where t.relnamespace = to_regnamespace(?) and a.attnum > 0";

    private final String schema;
    private final Set<String> sequences = new HashSet<>();
    private final Set<String> columns = new HashSet<>();

    private SequencePositions(String schema) {
        this.schema = schema;
    }

    static SequencePositions before(Connection connection, String schema) throws SQLException {
        SequencePositions before = new SequencePositions(schema);
        for (String[] row : rows(connection, QUERY, schema)) {
            before.sequences.add(row[0]);
        }
        for (String[] row : rows(connection, COLUMNS, schema)) {
            before.columns.add(row[0]);
        }
        return before;
    }

    /** What takes each new one to where its column is. */
    List<String> statements(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (String[] row : rows(connection, QUERY, schema)) {
            if (!sequences.contains(row[0]) && columns.contains(row[1])) {
                statements.add("SELECT pg_catalog.setval('" + row[2].replace("'", "''") + "', max(" + row[4]
                        + ")) FROM " + row[3] + " HAVING max(" + row[4] + ") >= 1");
            }
        }
        return statements;
    }

    private static List<String[]> rows(Connection connection, String sql, String schema) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, Scratch.quoted(schema));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(new String[] {
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)
                    });
                }
            }
        }
        return rows;
    }
}
