package io.ghostworks.authoring;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.snapshot.SchemaDifference;
import io.ghostworks.migrations.snapshot.SchemaSnapshot.Part;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What belongs to a schema and is not in it: publications of its tables, settings of the database and of the roles that its
 * objects name, what these roles are members of and which attributes they have.
 */
final class Surroundings {
    /** What operators set with care, as the doctor has it. */
    private static final Set<String> EXPECTED = Set.of(
            "statement_timeout",
            "lock_timeout",
            "transaction_timeout",
            "idle_in_transaction_session_timeout",
            "idle_session_timeout");

    private static final String QUERY = Resource.text("surroundings.sql");

    private Surroundings() {}

    /** What the live database has beyond what the migrations make: expected is nothing. */
    static List<Excess> beyond(DatabaseUrl migrated, DatabaseUrl live, String schema, List<String> roles) {
        Map<Part, Excess> expected = read(migrated, schema, roles);
        List<Excess> found = new ArrayList<>();
        read(live, schema, roles).forEach((part, excess) -> {
            Excess wanted = expected.get(part);
            if (wanted == null
                    || !String.valueOf(wanted.difference().found())
                            .equals(excess.difference().found())) {
                found.add(excess);
            }
        });
        return found;
    }

    private static Map<Part, Excess> read(DatabaseUrl url, String schema, List<String> roles) {
        Map<Part, Excess> found = new TreeMap<>();
        try (Connection connection = url.dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setArray(1, connection.createArrayOf("text", roles.toArray()));
            query.setString(2, schema);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String kind = row.getString(1);
                    String value = row.getString(3);
                    String setting = value.replaceFirst("=.*", "");
                    if (kind.equals("setting") && (EXPECTED.contains(setting) || setting.startsWith("log_"))) {
                        continue;
                    }
                    // A setting of somebody's own may hold a key.
                    String shown = kind.equals("setting") && setting.contains(".") ? "a value of its own" : value;
                    Part part = new Part(kind, row.getString(2), kind.equals("role") ? value : "definition");
                    found.put(part, new Excess(new SchemaDifference(part, null, shown), row.getString(4)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot read what surrounds the schema " + schema + " of " + url, e);
        }
    }

    /** Something that should not be there, and the statement that takes it away. */
    record Excess(SchemaDifference difference, String fix) {}
}
