package io.ghostworks.authoring;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What statements do to tables that were there before, found in the catalogs after each of them and not by reading it: a
 * rewrite moves the table to a new file, whatever the statement was called.
 */
final class StatementEffects {
    private static final Pattern CONCURRENTLY = Pattern.compile("(?i)\\bconcurrently\\b");

    private static final String STATE = Resource.text("effects.sql");

    private final Map<String, Fact> first;
    private Map<String, Fact> last;

    private StatementEffects(Map<String, Fact> state) {
        this.first = state;
        this.last = state;
    }

    /** From here on, tables are old. */
    static StatementEffects from(Connection connection) throws SQLException {
        return new StatementEffects(state(connection));
    }

    /** What one statement did, which was executed just now. */
    List<Effect> since(Connection connection, String sql) throws SQLException {
        Map<String, Fact> before = last;
        last = state(connection);
        List<Effect> effects = new ArrayList<>();
        before.forEach((key, fact) -> {
            if (old(fact) || first.containsKey(key)) {
                changed(effects, fact, last.get(key));
            }
        });
        last.forEach((key, fact) -> {
            if (old(fact) && !before.containsKey(key)) {
                added(effects, fact, sql);
            }
        });
        return effects;
    }

    private boolean old(Fact fact) {
        return first.containsKey("table " + fact.table());
    }

    private void changed(List<Effect> effects, Fact was, @Nullable Fact is) {
        if (is == null) {
            dropped(was).ifPresent(what -> effects.add(new Effect(Rule.DESTRUCTIVE, what)));
        } else if (!was.state().equals(is.state())) {
            altered(was, is).ifPresent(effects::add);
        }
    }

    private Optional<String> dropped(Fact was) {
        boolean withTable = !last.containsKey("table " + was.table());
        return switch (was.kind()) {
            case "sequence" -> Optional.of("drops the sequence " + was.name() + " and where it stands");
            case "table" -> Optional.of("drops the table " + was.name() + " and what is in it");
            case "column" ->
                withTable ? Optional.empty() : Optional.of("drops the column " + was.name() + " and what is in it");
            case "attribute" ->
                withType(was)
                        ? Optional.empty()
                        : Optional.of("drops the attribute " + was.name() + " and what columns hold in it");
            default -> Optional.empty();
        };
    }

    /** True when nothing is left of its type, whose columns say it all. */
    private boolean withType(Fact attribute) {
        return last.values().stream()
                .noneMatch(fact -> fact.kind().equals("attribute") && fact.table() == attribute.table());
    }

    private Optional<Effect> altered(Fact was, Fact is) {
        return switch (was.kind()) {
            case "table" -> Optional.of(new Effect(Rule.REWRITE, "writes the table " + is.name() + " anew"));
            case "index" ->
                moved(was)
                        ? Optional.empty()
                        : Optional.of(new Effect(Rule.REWRITE, "builds the index " + is.name() + " anew"));
            case "type" ->
                Narrowing.isLossless(was.state(), is.state())
                        ? Optional.empty()
                        : Optional.of(new Effect(
                                Rule.NARROWING,
                                "changes " + was.name() + " from " + was.state() + " to " + is.state()
                                        + ", which may change its values or refuse them"));
            case "column" ->
                was.state().equals("null") && is.state().startsWith("not null")
                        ? Optional.of(
                                new Effect(Rule.NOT_NULL, "reads every row to see that " + is.name() + " is not null"))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** True when the table of an index was written anew, which says it all. */
    private boolean moved(Fact index) {
        String key = "table " + index.table();
        return !Objects.equals(first.get(key), last.get(key));
    }

    private void added(List<Effect> effects, Fact fact, String sql) {
        String table = Objects.requireNonNull(last.get("table " + fact.table())).name();
        if (fact.kind().equals("index") && !CONCURRENTLY.matcher(sql).find()) {
            effects.add(new Effect(Rule.INDEX, "builds the index " + fact.name() + " on " + table));
        }
        if (fact.kind().equals("constraint") && fact.state().equals("valid")) {
            effects.add(new Effect(Rule.CONSTRAINT, "reads every row to check the constraint " + fact.name()));
        }
    }

    private static Map<String, Fact> state(Connection connection) throws SQLException {
        Map<String, Fact> state = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STATE)) {
            while (row.next()) {
                Fact fact = new Fact(row.getString(1), row.getLong(3), row.getString(4), row.getString(5));
                state.put(fact.kind() + " " + row.getString(2), fact);
            }
        }
        return state;
    }

    private record Fact(String kind, long table, String name, String state) {}

    /** What there is to say about a statement. */
    record Effect(Rule rule, String what) {
        boolean destroys() {
            return rule == Rule.DESTRUCTIVE;
        }

        /** As lines of a script, above the statement. */
        String comment() {
            return "-- "
                    + (rule == Rule.DESTRUCTIVE || rule == Rule.NARROWING
                            ? "DESTRUCTIVE"
                            : "LOCKING (" + rule.code() + ")")
                    + ": " + what + ".\n" + (rule.why().isEmpty() ? "" : "-- " + rule.why() + "\n");
        }
    }

    /** The sorts of effects that people should know of. */
    enum Rule {
        DESTRUCTIVE("destructive", ""),
        NARROWING(
                "narrowing", "Count the rows whose value the new type does not have, and decide what becomes of them."),
        REWRITE(
                "rewrite",
                "Nobody reads or writes it meanwhile. Rather add a new column, fill it in batches, and switch over."),
        INDEX(
                "index",
                "Nobody writes to it meanwhile. CREATE INDEX CONCURRENTLY, alone in its migration, lets them; a key then"
                        + " takes it over with USING INDEX."),
        CONSTRAINT(
                "constraint",
                "Nobody writes to it meanwhile. ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT in the next migration,"
                        + " lets them."),
        NOT_NULL(
                "not-null",
                "Nobody reads or writes it meanwhile. First a CHECK (… IS NOT NULL) NOT VALID, then VALIDATE CONSTRAINT in"
                        + " the next migration; after that SET NOT NULL reads nothing.");

        private final String code;
        private final String why;

        Rule(String code, String why) {
            this.code = code;
            this.why = why;
        }

        String code() {
            return code;
        }

        String why() {
            return why;
        }
    }
}
