package io.ghostworks.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Attributes of composite types that a script dropped: no table is written, and yet what columns held in them is gone. */
final class AttributeLoss {
    private static final String ATTRIBUTES =
            "select format('%s.%s of %s.%s', y.attrelid, y.attnum, a.attrelid, a.attnum), format('%I.%I', n.nspname, c.relname),"
                    + " format(case when a.atttypid = t.oid then '(%1$I).%2$I' else '%1$I' end, a.attname, y.attname),"
                    + " format('%I.%I.%I', n.nspname, c.relname, a.attname), format('%I', y.attname),"
                    + " format('%s.%s', a.attrelid, a.attnum)"
                    + " from pg_catalog.pg_attribute y"
                    + " join pg_catalog.pg_class k on k.oid = y.attrelid and k.relkind = 'c'"
                    + " join pg_catalog.pg_type t on t.typrelid = k.oid"
                    + " join pg_catalog.pg_attribute a on a.atttypid in (t.oid, t.typarray) and a.attnum > 0 and not a.attisdropped"
                    + " join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relpersistence <> 't'"
                    + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                    + " where y.attnum > 0 and not y.attisdropped order by 4, y.attnum";

    private final Set<Attribute> before;
    private final Set<String> left = new HashSet<>();
    private final Set<String> columns = new HashSet<>();

    private AttributeLoss(Set<Attribute> before) {
        this.before = before;
    }

    static AttributeLoss before(Connection connection) throws SQLException {
        return new AttributeLoss(attributes(connection));
    }

    /** What the script left. A column that is of another type now is compared by its values. */
    void look(Connection connection) throws SQLException {
        for (Attribute attribute : attributes(connection)) {
            left.add(attribute.key());
            columns.add(attribute.columnKey());
        }
    }

    /** What would be lost, once the transaction has gone back to before the script. */
    List<String> lost(Connection connection) throws SQLException {
        List<String> lost = new ArrayList<>();
        for (Attribute attribute : before) {
            boolean gone = columns.contains(attribute.columnKey()) && !left.contains(attribute.key());
            if (gone && DataLoss.exists(connection, attribute.table(), attribute.value() + " is not null")) {
                lost.add("values of the attribute " + attribute.name() + " in the column " + attribute.column());
            }
        }
        return lost;
    }

    private static Set<Attribute> attributes(Connection connection) throws SQLException {
        Set<Attribute> found = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ATTRIBUTES)) {
            while (row.next()) {
                found.add(new Attribute(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)));
            }
        }
        return found;
    }

    /** One attribute in one column; table, value and names as SQL. */
    private record Attribute(String key, String table, String value, String column, String name, String columnKey) {}
}
