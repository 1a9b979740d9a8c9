package io.ghostworks.authoring;

import io.ghostworks.authoring.SchemaFacts.Subject;
import io.ghostworks.migrations.sql.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * A type that columns are of, changed in a way that {@code ALTER TYPE} does not know: another one is made under its name,
 * and the columns go over to it with their values. A value that the new one does not have is refused.
 */
final class RebuiltType {
    private static final String DEPENDENTS = Resource.text("dependents.sql");

    private final Connection connection;
    private final Subject key;

    RebuiltType(Connection connection, Subject key) {
        this.connection = connection;
        this.key = key;
    }

    /** Values are renamed where nothing else changes; new ones alone are left to {@code ADD VALUE}. */
    List<String> enumeration(List<String> was, List<String> is) throws SQLException {
        List<String> renamed = renamed(was, is);
        List<String> kept = new ArrayList<>(is);
        kept.retainAll(was);
        if (!renamed.isEmpty() || kept.equals(was)) {
            return renamed;
        }
        String labels = String.join(", ", is.stream().map(SqlText::literal).toList());
        return rebuilt(
                "TYPE",
                "AS ENUM (" + labels + ")",
                (column, brackets) -> " USING " + column + "::text" + brackets + "::" + key.full() + brackets);
    }

    private List<String> renamed(List<String> was, List<String> is) {
        List<String> renamed = new ArrayList<>();
        for (int i = 0; was.size() == is.size() && i < is.size(); i++) {
            if (was.get(i).equals(is.get(i))) {
                continue;
            }
            if (was.contains(is.get(i)) || is.contains(was.get(i))) {
                return List.of();
            }
            renamed.add("ALTER TYPE " + key.full() + " RENAME VALUE " + SqlText.literal(was.get(i)) + " TO "
                    + SqlText.literal(is.get(i)));
        }
        return renamed;
    }

    /** On another type. */
    List<String> domain(String base) throws SQLException {
        return rebuilt("DOMAIN", "AS " + base, (column, brackets) -> "");
    }

    /** Attributes by their names and types; nothing where a value would be lost. */
    List<String> composite(Map<String, String> was, Map<String, String> is) throws SQLException {
        boolean lossless = was.entrySet().stream()
                .allMatch(one -> Narrowing.keepsOrRefuses(one.getValue(), is.getOrDefault(one.getKey(), "nothing")));
        boolean converted = is.entrySet().stream()
                .anyMatch(one -> !one.getValue().equals(was.getOrDefault(one.getKey(), one.getValue())));
        if (!lossless || !converted) {
            return List.of();
        }
        List<String> definitions = is.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .toList();
        return rebuilt("TYPE", "AS (" + String.join(", ", definitions) + ")", (column, brackets) -> {
            List<String> values = is.keySet().stream()
                    .map(name -> was.containsKey(name) ? "(" + column + ")." + name : "NULL")
                    .toList();
            // A row of NULLs is not the same as none.
            return " USING CASE WHEN " + column + " IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW("
                    + String.join(", ", values) + ")::" + key.full() + " END";
        });
    }

    static Map<String, String> attributes(String value) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String attribute : value.split("\u0001", -1)) {
            String[] nameAndType = attribute.split("\u0002", 2);
            attributes.put(nameAndType[0], nameAndType[nameAndType.length - 1]);
        }
        return attributes;
    }

    private List<String> rebuilt(String kind, String definition, BinaryOperator<String> using) throws SQLException {
        String old = key.name().replaceFirst("\"$", "_before\"");
        List<String> statements = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        dependents(statements, columns, using);
        statements.add("ALTER " + kind + " " + key.full() + " RENAME TO " + old);
        statements.add("CREATE " + kind + " " + key.full() + " " + definition);
        statements.addAll(columns);
        statements.add("DROP " + kind + " " + key.place() + "." + old);
        return statements;
    }

    private void dependents(List<String> drops, List<String> columns, BinaryOperator<String> using)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(DEPENDENTS)) {
            query.setString(1, key.full());
            query.setString(2, key.full());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (row.getString(1).equals("drop")) {
                        drops.add(row.getString(2));
                    } else {
                        columns.add(conversion(row.getString(2), row.getString(3), row.getString(4), using));
                    }
                }
            }
        }
    }

    /** @param brackets where the column is an array of the type */
    private String conversion(String table, String column, String brackets, BinaryOperator<String> using) {
        return "ALTER TABLE " + table + " ALTER COLUMN " + column + " TYPE " + key.full() + brackets
                + using.apply(column, brackets);
    }
}
