package io.ghostworks.migrations.doctor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the application may reach, read from the catalogue.
 *
 * @param relations tables and views, by name
 * @param calls of functions, by name; a procedure's is a statement of its own
 */
record ProofSchema(List<ProofRelation> relations, Map<String, String> calls) {
    private static final String VALUE = Catalogue.read("proof/value.sql").strip();

    static ProofSchema read(Connection connection, DoctorOptions options) throws SQLException {
        Examination examination = new Examination(connection, options);
        List<ProofRelation> relations = new ArrayList<>();
        try (PreparedStatement query = examination.prepare(Catalogue.read("proof/relations.sql"));
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                relations.add(new ProofRelation(
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        row.getString(6),
                        columns(connection, options.appRole(), row.getLong(1))));
            }
        }
        return new ProofSchema(relations, calls(examination));
    }

    private static List<ProofColumn> columns(Connection connection, String role, long relation) throws SQLException {
        String value = VALUE.replace("{type}", "format_type(a.atttypid, a.atttypmod)");
        try (PreparedStatement query =
                connection.prepareStatement(Catalogue.read("proof/columns.sql").replace("{value}", value))) {
            query.setString(1, role);
            query.setLong(2, relation);
            List<ProofColumn> columns = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    columns.add(new ProofColumn(
                            row.getString(1),
                            row.getString(2),
                            row.getBoolean(3),
                            row.getBoolean(4),
                            row.getBoolean(5),
                            row.getBoolean(6),
                            row.getBoolean(7)));
                }
            }
            return columns;
        }
    }

    private static Map<String, String> calls(Examination examination) throws SQLException {
        String value = VALUE.replace("{type}", "y.oid::regtype");
        Map<String, String> calls = new LinkedHashMap<>();
        try (PreparedStatement query =
                        examination.prepare(Catalogue.read("proof/routines.sql").replace("{value}", value));
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String call = row.getString(3);
                calls.put(
                        row.getString(1),
                        row.getBoolean(2)
                                ? "call " + call
                                : "select count(*), md5(coalesce(string_agg(x::text, E'\\n' order by x::text collate \"C\"), ''))"
                                        + " from " + call + " x");
            }
        }
        return calls;
    }

    /** The second tenant's rows that the policies of a table might let through. */
    static List<ProofRow> others(Connection connection, DoctorOptions options, String table) throws SQLException {
        List<String> words = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement query =
                new Examination(connection, options).prepare(Catalogue.read("proof/literals.sql"))) {
            query.setString(10, table);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (row.getString(1) != null) {
                        words.add(row.getString(1).replace("''", "'"));
                    } else {
                        numbers.add(row.getLong(2));
                    }
                }
            }
        }
        return ProofRow.others(2, words, numbers);
    }

    /** The tables whose policies ask a condition of their own, by the object of its finding. */
    static Map<String, Set<String>> unproved(Connection connection, DoctorOptions options) throws SQLException {
        Map<String, Set<String>> unproved = new LinkedHashMap<>();
        try (PreparedStatement query = new Examination(connection, options)
                        .prepare("select 'condition ' || p.conditions, 'table ' || p.table_name from policies p"
                                + " where p.verdict = 'unproved'");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                unproved.computeIfAbsent(row.getString(1), key -> new TreeSet<>())
                        .add(row.getString(2));
            }
        }
        return unproved;
    }

    /** A value of the tenant column, as SQL. */
    String tenant() {
        return relations.stream()
                .flatMap(relation -> relation.columns().stream()
                        .filter(column -> column.name().equals(relation.tenantColumn())))
                .map(ProofColumn::value)
                .findFirst()
                .orElse("{word}");
    }
}
