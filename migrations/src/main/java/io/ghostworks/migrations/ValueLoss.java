package io.ghostworks.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which columns have other values after a script: fewer of them, fewer different ones, or, where the type was changed, not
 * the same ones. Only tables that the script wrote are read, whole. A mapping that can be undone, one value for another, is
 * no loss.
 */
final class ValueLoss {
    /** One spelling for what PostgreSQL calls equal: 1, 1.0 and 1.00; a day and its midnight. */
    private static final String VALUES =
            "select a.attnum, quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod),"
                    + " case when y.oid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)"
                    + " then format('pg_catalog.trim_scale(%I::numeric)::text', a.attname)"
                    + " when y.oid = 'date'::regtype then format('%I::timestamp::text', a.attname)"
                    + " else format('%I::text', a.attname) end"
                    + " from pg_catalog.pg_attribute a join pg_catalog.pg_type y on y.oid = a.atttypid"
                    + " where a.attrelid = %s and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by 1";

    private final List<Table> tables;
    private final Map<String, Values> after = new LinkedHashMap<>();

    /** What the script has written, which must still be there to be read. */
    ValueLoss(Connection connection, List<Table> written) throws SQLException {
        this.tables = List.copyOf(written);
        try (Statement statement = connection.createStatement()) {
            // The script may have become the owner, whom FORCE binds.
            statement.execute("reset role");
        }
        for (Table table : tables) {
            read(connection, table).ifPresent(after::putAll);
        }
    }

    /** What would be lost, once the transaction has gone back to before the script. */
    List<String> lost(Connection connection) throws SQLException {
        List<String> lost = new ArrayList<>();
        for (Table table : tables) {
            Optional<Map<String, Values>> before = read(connection, table);
            List<String> ofTable = new ArrayList<>();
            before.orElse(Map.of()).forEach((key, then) -> {
                Values now = after.get(key);
                if (now != null && then.loses(now)) {
                    ofTable.add("values of the column " + table.name() + "." + then.column());
                }
            });
            // Row-level security does not bind a change of type.
            lost.addAll(
                    before.isEmpty() && table.moved()
                            ? List.of("perhaps values of the table " + table.name()
                                    + ", whose rows this role may not see")
                            : ofTable);
        }
        return lost;
    }

    /** By table and column; empty where row-level security hides rows from this role. */
    private static Optional<Map<String, Values>> read(Connection connection, Table table) throws SQLException {
        Map<String, Values> found = new LinkedHashMap<>();
        Savepoint asking = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_catalog.set_config('row_security', 'off', true)");
            String name = nameOf(statement, table);
            for (String[] column : columns(statement, table)) {
                try (ResultSet row = statement.executeQuery(question(name, column[3]))) {
                    row.next();
                    found.put(
                            table.oid() + "." + column[0],
                            new Values(column[1], column[2], row.getLong(1), row.getLong(2), row.getString(3)));
                }
            }
            statement.execute("select pg_catalog.set_config('row_security', 'on', true)");
        } catch (SQLException e) {
            connection.rollback(asking);
            return Optional.empty();
        }
        return Optional.of(found);
    }

    private static List<String[]> columns(Statement statement, Table table) throws SQLException {
        List<String[]> columns = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(VALUES.replace("%s", Long.toString(table.oid())))) {
            while (row.next()) {
                columns.add(new String[] {row.getString(1), row.getString(2), row.getString(3), row.getString(4)});
            }
        }
        return columns;
    }

    private static String question(String table, String value) {
        return "select count(v), count(distinct pg_catalog.md5(v)), sum(pg_catalog.hashtextextended(v, 0)::numeric)::text"
                + " from (select " + value + " as v from only " + table + ") t";
    }

    /** The script may have given it another. */
    private static String nameOf(Statement statement, Table table) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select format('%I.%I', n.nspname, c.relname) from pg_catalog.pg_class c"
                        + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = " + table.oid())) {
            row.next();
            return row.getString(1);
        }
    }

    /** A table that a script wrote; {@code name} as SQL, {@code moved} to a new file. */
    record Table(long oid, String name, boolean moved) {}

    /** What a column holds, in short. */
    private record Values(
            String column,
            String type,
            long count,
            long different,
            @Nullable String sum) {
        boolean loses(Values now) {
            boolean another = !type.equals(now.type) && !Objects.equals(sum, now.sum);
            return now.count < count || now.different < different || (another && now.count == count);
        }
    }
}
