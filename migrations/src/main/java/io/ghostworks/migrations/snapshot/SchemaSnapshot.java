package io.ghostworks.migrations.snapshot;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything in one schema that a migration can make or change: tables, columns, types, constraints, indexes, views,
 * sequences, functions, triggers, rules, policies, row security, owners, privileges, default privileges and comments.
 * Two databases whose snapshots are equal behave alike. The order of columns does not count, since a dropped column never
 * comes back to its place; the role that migrates is called {@value #MIGRATOR}, whatever its name.
 */
public final class SchemaSnapshot {
    /** Stands for the role that applies the migrations: the owner of the history, else the one that reads. */
    public static final String MIGRATOR = "(migrator)";

    private static final String QUERY = resource("schema-snapshot.sql");

    private final SortedMap<Part, String> definitions;

    private SchemaSnapshot(SortedMap<Part, String> definitions) {
        this.definitions = Collections.unmodifiableSortedMap(definitions);
    }

    /**
     * Reads a schema, which may be missing.
     *
     * @throws DatabaseProblem when the server can't be reached
     */
    public static SchemaSnapshot read(DatabaseUrl url, String schema) {
        try (Connection connection = url.dataSource().getConnection()) {
            return read(connection, schema);
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot read the schema " + schema + " of " + url, e);
        }
    }

    private static SchemaSnapshot read(Connection connection, String schema) throws SQLException {
        try (Statement path = connection.createStatement();
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            // PostgreSQL writes names in full when they are not on the path.
            path.execute("set search_path = pg_catalog");
            query.setString(1, schema);
            SortedMap<Part, String> definitions = new TreeMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    definitions.put(
                            new Part(row.getString(1), row.getString(2), row.getString(3)),
                            row.getString(4).strip());
                }
            }
            return new SchemaSnapshot(definitions);
        }
    }

    /** What each part is. */
    public SortedMap<Part, String> definitions() {
        return definitions;
    }

    /**
     * How another schema differs from this one, by object. Of an object that only one of them has there is one
     * difference, for itself.
     */
    public List<SchemaDifference> differences(SchemaSnapshot found) {
        TreeSet<Part> all = new TreeSet<>(definitions.keySet());
        all.addAll(found.definitions.keySet());
        List<SchemaDifference> differences = new ArrayList<>();
        for (Part part : all) {
            String here = definitions.get(part);
            String there = found.definitions.get(part);
            if (!Objects.equals(here, there) && (part.aspect().isEmpty() || both(part, found))) {
                differences.add(new SchemaDifference(part, here, there));
            }
        }
        return differences;
    }

    private boolean both(Part part, SchemaSnapshot other) {
        Part whole = part.whole();
        return definitions.containsKey(whole) == other.definitions.containsKey(whole);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SchemaSnapshot snapshot && definitions.equals(snapshot.definitions);
    }

    @Override
    public int hashCode() {
        return definitions.hashCode();
    }

    /** One line for each part. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        definitions.forEach((part, definition) ->
                text.append(part).append(": ").append(definition).append('\n'));
        return text.toString();
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(SchemaSnapshot.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An aspect of an object.
     *
     * @param kind as PostgreSQL calls it: {@code table}, {@code table column}, {@code policy}
     * @param name with its schema, quoted where needed: {@code ghostworks.artifacts}, {@code touch on ghostworks.users}
     * @param aspect empty for the object itself; else {@code owner}, {@code privileges}, {@code comment} and so on
     */
    public record Part(String kind, String name, String aspect) implements Comparable<Part> {
        private static final Comparator<Part> ORDER =
                Comparator.comparing(Part::kind).thenComparing(Part::name).thenComparing(Part::aspect);

        /** The object itself. */
        public Part whole() {
            return new Part(kind, name, "");
        }

        @Override
        public int compareTo(Part other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return aspect.isEmpty() ? kind + " " + name : aspect + " of " + kind + " " + name;
        }
    }
}
