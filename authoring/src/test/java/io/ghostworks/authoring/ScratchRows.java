package io.ghostworks.authoring;

import io.ghostworks.migrations.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A few rows in every table of the schema {@code shop}, as far as its constraints let them be, and what is in them. */
final class ScratchRows {
    private static final String TABLES =
            "select c.oid::text, c.oid::regclass::text from pg_class c where c.relkind in ('r', 'p') and not c.relispartition"
                    + " and c.relnamespace = to_regnamespace('shop') and c.relname <> 'flyway_schema_history' order by 2";

    /** The name, the type, and a value for the row number {@code n}. */
    private static final String COLUMNS = "select quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),"
            + " case when t.typtype = 'e' then format('(select e from unnest(enum_range(null::%s)) e order by random() limit 1)',"
            + "     t.oid::regtype)"
            + "   when b.typcategory = 'N' then 'n' when b.oid = 'uuid'::regtype then 'md5(n::text)::uuid'"
            + "   when b.typname in ('json', 'jsonb') then format('format(''{\"a\": %%s}'', n)::%s', t.oid::regtype)"
            + "   when b.typcategory = 'S' then format('(''a'' || n)::%s', t.oid::regtype)"
            + "   when b.typcategory = 'D' then format('(date ''2001-01-01'' + n)::%s', t.oid::regtype)"
            + "   when b.typcategory = 'B' then 'true'"
            + "   when b.typname = 'o' or t.typtype = 'c' then format('(null)::%s', t.oid::regtype)"
            + "   else format('null::%s', t.oid::regtype) end"
            + " from pg_attribute a join pg_type t on t.oid = a.atttypid"
            + " join pg_type b on b.oid = coalesce(nullif(t.typbasetype, 0), t.oid)"
            + " where a.attrelid = %s and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''"
            + " order by a.attnum";

    private ScratchRows() {}

    /** Puts them in, each statement for itself. */
    static void fill(DatabaseUrl url) throws SQLException {
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set session_replication_role = replica");
            for (String[] table : rows(statement, TABLES)) {
                List<String[]> columns = rows(statement, columnsOf(table[0]));
                for (int n = 1; n <= 3; n++) {
                    Savepoint before = connection.setSavepoint();
                    try {
                        statement.execute(insert(table[1], columns, n));
                    } catch (SQLException refused) {
                        // By a constraint that these values don't meet: the table has a row less.
                        connection.rollback(before);
                    }
                }
            }
            connection.commit();
        }
    }

    static void clear(DatabaseUrl url) throws SQLException {
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String[] table : rows(statement, TABLES)) {
                statement.execute("truncate " + table[1] + " cascade");
            }
        }
    }

    /** The values by {@code table.column type}, in an order of their own. */
    static Map<String, List<String>> read(DatabaseUrl url) throws SQLException {
        Map<String, List<String>> values = new TreeMap<>();
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String[] table : rows(statement, TABLES)) {
                for (String[] column : rows(statement, columnsOf(table[0]))) {
                    List<String> found = new ArrayList<>();
                    for (String[] row :
                            rows(statement, "select " + column[0] + "::text from " + table[1] + " order by 1")) {
                        found.add(String.valueOf(row[0]));
                    }
                    values.put(table[1] + "." + column[0] + " " + column[1], found);
                }
            }
        }
        return values;
    }

    private static String columnsOf(String table) {
        return COLUMNS.replace("attrelid = %s", "attrelid = " + table);
    }

    private static String insert(String table, List<String[]> columns, int n) {
        if (columns.isEmpty()) {
            return "insert into " + table + " default values";
        }
        return "insert into " + table + " ("
                + String.join(", ", columns.stream().map(one -> one[0]).toList()) + ") select "
                + String.join(", ", columns.stream().map(one -> one[2]).toList()) + " from (values (" + n + ")) x (n)";
    }

    private static List<String[]> rows(Statement statement, String sql) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String[] values = new String[row.getMetaData().getColumnCount()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = row.getString(i + 1);
                }
                rows.add(values);
            }
        }
        return rows;
    }
}
