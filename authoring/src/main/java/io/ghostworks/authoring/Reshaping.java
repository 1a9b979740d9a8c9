package io.ghostworks.authoring;

import io.ghostworks.authoring.RenameHints.Rename;
import io.ghostworks.authoring.SchemaFacts.Subject;
import io.ghostworks.authoring.StatementEffects.Effect;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.sql.SqlScript;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Changes that keep what the diff engine would drop and make anew: what was renamed, types that columns are of, sequences,
 * generated columns that become plain. What depends on them and holds no data is dropped, and the diff engine, which comes
 * after, makes it again. A change that PostgreSQL refuses here, or that would take data along, is left to it.
 */
final class Reshaping {
    private final Connection from;
    private final Connection to;
    private final String schema;
    private final StatementEffects effects;
    private final StringBuilder marked = new StringBuilder();

    private Reshaping(Connection from, Connection to, String schema) throws SQLException {
        this.from = from;
        this.to = to;
        this.schema = schema;
        this.effects = StatementEffects.from(from);
    }

    /**
     * Executes what it finds, within a transaction.
     *
     * @param renames what was called differently before
     * @return the statements, each below what it does
     */
    static String run(Connection from, Connection to, String schema, List<Rename> renames) throws SQLException {
        Reshaping reshaping = new Reshaping(from, to, schema);
        for (Rename rename : renames) {
            reshaping.rename(rename);
        }
        reshaping.keep();
        return reshaping.marked.toString();
    }

    private void rename(Rename rename) throws SQLException {
        Map<Subject, String> before = SchemaFacts.read(from, schema);
        Map<Subject, String> after = SchemaFacts.read(to, schema);
        Subject old = key(rename, rename.old());
        Subject fresh = key(rename, rename.column().isEmpty() ? rename.table() : rename.column());
        boolean here = before.containsKey(old) && !before.containsKey(fresh);
        if (here && after.containsKey(fresh) && !after.containsKey(old)) {
            String what = old.kind().equals("table")
                    ? old.place() + " RENAME TO " + Scratch.quoted(rename.table())
                    : old.place() + " RENAME COLUMN " + old.name() + " TO " + fresh.name();
            attempt(old, List.of("ALTER TABLE " + what));
        }
    }

    private Subject key(Rename rename, String name) {
        String in = Scratch.quoted(schema) + ".";
        return rename.column().isEmpty()
                ? new Subject("table", in + Scratch.quoted(name), "")
                : new Subject("column", in + Scratch.quoted(rename.table()), Scratch.quoted(name));
    }

    private void keep() throws SQLException {
        Map<Subject, String> before = SchemaFacts.read(from, schema);
        Map<Subject, String> after = SchemaFacts.read(to, schema);
        for (Map.Entry<Subject, String> fact : after.entrySet()) {
            Subject key = fact.getKey();
            String was = before.get(key);
            if (was == null) {
                attempt(key, made(key, fact.getValue(), before, after));
            } else if (!was.equals(fact.getValue())) {
                attempt(key, changed(key, was, fact.getValue(), before));
            }
        }
    }

    private static List<String> made(Subject key, String is, Map<Subject, String> before, Map<Subject, String> after) {
        return switch (key.kind()) {
            case "collation" -> List.of("CREATE COLLATION " + key.full() + " " + is);
            case "constraint" ->
                before.entrySet().stream()
                        .filter(one -> one.getKey().kind().equals("constraint")
                                && one.getKey().place().equals(key.place())
                                && one.getValue().equals(is)
                                && !after.containsKey(one.getKey()))
                        .findFirst()
                        .map(one -> List.of("ALTER TABLE " + key.place() + " RENAME CONSTRAINT "
                                + one.getKey().name() + " TO " + key.name()))
                        .orElse(List.of());
            default -> List.of();
        };
    }

    private List<String> changed(Subject key, String was, String is, Map<Subject, String> before) throws SQLException {
        String column = "ALTER TABLE " + key.place() + " ALTER COLUMN " + key.name();
        RebuiltType type = new RebuiltType(from, key);
        return switch (key.kind() + " " + is) {
            case "generated plain" -> List.of(column + " DROP EXPRESSION");
            case "valid valid" -> List.of("ALTER TABLE " + key.place() + " VALIDATE CONSTRAINT " + key.name());
            case "valid not valid" -> unvalidated(key, before);
            case "identity identity" ->
                was.equals("serial") ? List.of(column + " DROP DEFAULT", withoutSequence(key)) : List.of();
            default ->
                switch (key.kind()) {
                    case "enum" -> type.enumeration(values(was), values(is));
                    case "domain" -> type.domain(is);
                    case "composite" -> type.composite(RebuiltType.attributes(was), RebuiltType.attributes(is));
                    case "function" -> List.of("DROP FUNCTION " + key.full() + " CASCADE");
                    case "sequence" -> SequenceBounds.statements(key, was, is);
                    case "collated" -> collated(column, was, is);
                    case "owned" ->
                        List.of("ALTER SEQUENCE " + Scratch.quoted(schema) + "." + was + " RENAME TO " + is);
                    default -> List.of();
                };
        };
    }

    /** The way back of one that was validated. */
    private static List<String> unvalidated(Subject key, Map<Subject, String> before) {
        String definition = before.get(new Subject("constraint", key.place(), key.name()));
        return definition == null
                ? List.of()
                : List.of("ALTER TABLE " + key.place() + " DROP CONSTRAINT " + key.name() + ", ADD CONSTRAINT "
                        + key.name() + " " + definition + " NOT VALID");
    }

    /** The engine names no collation that is the type's own. */
    private static List<String> collated(String column, String was, String is) {
        String type = is.substring(0, is.indexOf(" COLLATE "));
        return was.startsWith(type + " COLLATE ") ? List.of(column + " TYPE " + is) : List.of();
    }

    private static List<String> values(String enumeration) {
        return List.of(enumeration.split("\u0001", -1));
    }

    private String withoutSequence(Subject key) throws SQLException {
        try (PreparedStatement query = from.prepareStatement("select pg_catalog.pg_get_serial_sequence(?, ?)")) {
            query.setString(1, key.place());
            query.setString(2, key.plainName());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return "DROP SEQUENCE " + row.getString(1);
            }
        }
    }

    /** All of them or none. */
    private void attempt(Subject key, List<String> statements) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        Savepoint before = from.setSavepoint();
        StringBuilder said = new StringBuilder();
        List<Effect> all = new ArrayList<>();
        try {
            for (String sql : statements) {
                Scratch.runOne(from, "the generated script", new SqlScript.Statement(1, sql));
                List<Effect> done = effects.since(from, sql);
                done.forEach(effect -> said.append(effect.comment()));
                said.append(sql).append(";\n\n");
                all.addAll(done);
            }
        } catch (DatabaseProblem e) {
            forget(before);
            return;
        }
        // A sequence that goes for another one is set behind the values that are there.
        if (!key.kind().equals("identity") && all.stream().anyMatch(Effect::destroys)) {
            forget(before);
        } else {
            marked.append(said);
        }
    }

    private void forget(Savepoint before) throws SQLException {
        from.rollback(before);
        effects.since(from, "");
    }
}
