package io.ghostworks.migrations;

import io.ghostworks.migrations.sql.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What data a script takes away, found by its effects and not by reading it: tables and columns that are gone and held
 * something, attributes of composite types, rows that it deleted or truncated, and values that it overwrote. Used within one
 * transaction, which has run the script and gone back.
 */
final class DataLoss {
    /** A stored generated column holds nothing of its own, nor does one whose comment begins with "Derived: ". */
    private static final String COLUMNS =
            "select c.oid::bigint * 10000 + a.attnum, format('%I.%I', n.nspname, c.relname),"
                    + " format('%I', a.attname), c.oid"
                    + " from pg_catalog.pg_attribute a"
                    + " join pg_catalog.pg_class c on c.oid = a.attrelid"
                    + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                    + " where c.relkind = 'r' and c.relpersistence <> 't' and a.attnum > 0 and not a.attisdropped"
                    + " and a.attgenerated = ''"
                    + " and coalesce(pg_catalog.col_description(c.oid, a.attnum), '') not like 'Derived: %'"
                    + " and n.nspname not in ('pg_catalog', 'information_schema')"
                    + " and n.nspname not like 'pg\\_toast%' order by 2, a.attnum";

    private static final String ROWS = "select c.oid, pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid), c.relfilenode,"
            + " pg_catalog.pg_relation_size(c.oid), pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) from pg_catalog.pg_class c where c.relkind = 'r' and c.relpersistence <> 't' and c.oid >= 16384";

    private final Map<Long, Column> columns;
    private final Map<Long, Rows> before;
    private final Map<Long, Rows> after = new HashMap<>();
    private final Set<Long> left = new HashSet<>();
    private final AttributeLoss attributes;
    private @Nullable ValueLoss values;

    private DataLoss(Map<Long, Column> columns, Map<Long, Rows> rows, AttributeLoss attributes) {
        this.columns = columns;
        this.before = rows;
        this.attributes = attributes;
    }

    static DataLoss before(Connection connection) throws SQLException {
        return new DataLoss(columns(connection), rows(connection), AttributeLoss.before(connection));
    }

    /** What the script left. */
    void look(Connection connection) throws SQLException {
        left.addAll(columns(connection).keySet());
        attributes.look(connection);
        after.putAll(rows(connection));
        Set<ValueLoss.Table> written = new LinkedHashSet<>();
        for (Column column : columns.values()) {
            Rows then = before.getOrDefault(column.table(), Rows.NONE);
            Rows now = after.getOrDefault(column.table(), Rows.NONE);
            if (now.bytes() > 0 && (now.file() != then.file() || now.updated() > then.updated())) {
                written.add(new ValueLoss.Table(column.table(), column.tableName(), now.file() != then.file()));
            }
        }
        values = new ValueLoss(connection, List.copyOf(written));
    }

    /** What would be lost, once the transaction has gone back to before the script. */
    List<String> lost(Connection connection) throws SQLException {
        Map<Long, List<Column>> byTable = new LinkedHashMap<>();
        columns.values()
                .forEach(column -> byTable.computeIfAbsent(column.table(), key -> new ArrayList<>())
                        .add(column));
        List<String> lost = new ArrayList<>();
        for (List<Column> table : byTable.values()) {
            lost.addAll(lostOf(connection, table));
        }
        lost.addAll(attributes.lost(connection));
        if (values != null) {
            lost.addAll(values.lost(connection));
        }
        return lost;
    }

    private List<String> lostOf(Connection connection, List<Column> table) throws SQLException {
        Column first = table.getFirst();
        List<Column> gone =
                table.stream().filter(column -> !left.contains(column.key())).toList();
        if (!after.containsKey(first.table())) {
            return exists(connection, first.tableName(), "true")
                    ? List.of("the rows of the table " + first.tableName())
                    : List.of();
        }
        List<String> lost = new ArrayList<>();
        for (Column column : gone) {
            if (exists(connection, column.tableName(), column.name() + " is not null")) {
                lost.add("the values of the column " + column.tableName() + "." + column.name());
            }
        }
        lost.addAll(deleted(connection, first));
        return lost;
    }

    private List<String> deleted(Connection connection, Column table) throws SQLException {
        Rows then = before.getOrDefault(table.table(), Rows.NONE);
        Rows now = after.getOrDefault(table.table(), Rows.NONE);
        if (now.deleted() > then.deleted()) {
            return List.of((now.deleted() - then.deleted()) + " rows of the table " + table.tableName());
        }
        boolean truncated = now.file() != then.file() && now.bytes() == 0 && then.bytes() > 0;
        return truncated && exists(connection, table.tableName(), "true")
                ? List.of("the rows of the table " + table.tableName())
                : List.of();
    }

    /** Where row-level security hides rows from this role, the table's size has to answer. */
    static boolean exists(Connection connection, String table, String condition) throws SQLException {
        Savepoint asking = connection.setSavepoint();
        try {
            return yes(
                    connection,
                    "select pg_catalog.set_config('row_security', 'off', true)",
                    "select exists (select from only " + table + " where " + condition + ")");
        } catch (SQLException e) {
            connection.rollback(asking);
            return yes(
                    connection,
                    "select pg_catalog.set_config('row_security', 'on', true)",
                    "select pg_catalog.pg_relation_size(" + SqlText.literal(table) + "::regclass) > 0");
        }
    }

    private static boolean yes(Connection connection, String first, String question) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(first);
            try (ResultSet row = statement.executeQuery(question)) {
                return row.next() && row.getBoolean(1);
            } finally {
                statement.execute("select pg_catalog.set_config('row_security', 'on', true)");
            }
        }
    }

    private static Map<Long, Column> columns(Connection connection) throws SQLException {
        Map<Long, Column> found = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                found.put(
                        row.getLong(1), new Column(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4)));
            }
        }
        return found;
    }

    private static Map<Long, Rows> rows(Connection connection) throws SQLException {
        Map<Long, Rows> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ROWS)) {
            while (row.next()) {
                found.put(row.getLong(1), new Rows(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
            }
        }
        return found;
    }

    private record Column(long key, String tableName, String name, long table) {}

    private record Rows(long deleted, long file, long bytes, long updated) {
        static final Rows NONE = new Rows(0, 0, 0, 0);
    }
}
