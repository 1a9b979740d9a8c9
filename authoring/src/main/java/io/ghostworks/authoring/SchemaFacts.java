package io.ghostworks.authoring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What decides how the data of a schema can be kept, in the order in which changes of it are made. */
final class SchemaFacts {
    private static final String QUERY = Resource.text("reshaping.sql");

    private SchemaFacts() {}

    static Map<Subject, String> read(Connection connection, String schema) throws SQLException {
        Map<Subject, String> facts = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Subject key = new Subject(row.getString(1), row.getString(2), row.getString(3));
                    facts.put(key, Optional.ofNullable(row.getString(4)).orElse(""));
                }
            }
        }
        return facts;
    }

    /** What a fact is about: the table or the schema it is in, and its name there, both quoted. */
    record Subject(String kind, String place, String name) {
        String full() {
            return place + "." + name;
        }

        /** The name as the catalogs have it. */
        String plainName() {
            return name.substring(1, name.length() - 1).replace("\"\"", "\"");
        }
    }
}
