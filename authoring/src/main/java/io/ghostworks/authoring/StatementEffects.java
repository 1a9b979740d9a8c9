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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What statements do to tables that were there before, found in the catalogs after each of them and not by reading it: a
 * rewrite moves the table to a new file, whatever the statement was called.
 */
final class StatementEffects {
    private static final Pattern CONCURRENTLY = Pattern.compile("(?i)\\bconcurrently\\b");

    /** Kind, number, number of the table, its name, and what may change. */
    private static final String STATE = """
            with place as (
              select c.*, format('%I.%I', n.nspname, c.relname) as name
              from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
            )
            select 'table', t.oid::text, t.oid, t.name, t.relfilenode::text
            from place t where t.relkind in ('r', 'p', 'm')
            union all
            select 'index', i.indexrelid::text, i.indrelid, x.name, x.relfilenode::text
            from pg_catalog.pg_index i join place x on x.oid = i.indexrelid
            union all
            select 'column', a.attrelid || '.' || a.attnum, a.attrelid, t.name || '.' || quote_ident(a.attname),
              case when not a.attnotnull then 'null'
                when exists (select from pg_catalog.pg_constraint k where k.conrelid = a.attrelid and k.contype = 'n'
                  and k.conkey = array[a.attnum] and not k.convalidated) then 'promised'
                else 'not null' end
              || case when exists (select from pg_catalog.pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c'
                and k.convalidated and pg_catalog.pg_get_constraintdef(k.oid) = format('CHECK ((%I IS NOT NULL))', a.attname))
                then ' proven' else '' end
            from pg_catalog.pg_attribute a join place t on t.oid = a.attrelid and t.relkind = 'r'
            where a.attnum > 0 and not a.attisdropped
            union all
            select 'constraint', k.oid::text, k.conrelid, quote_ident(k.conname) || ' on ' || t.name,
              case when k.contype not in ('c', 'f') then 'other' when k.convalidated then 'valid' else 'not valid' end
            from pg_catalog.pg_constraint k join place t on t.oid = k.conrelid
            """;

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
            if (old(fact)) {
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
        boolean tableGone = !last.containsKey("table " + was.table());
        if (is == null) {
            if (was.kind().equals("table") || (was.kind().equals("column") && !tableGone)) {
                effects.add(new Effect(
                        Rule.DESTRUCTIVE, "drops the " + was.kind() + " " + was.name() + " and what is in it"));
            }
            return;
        }
        if (was.state().equals(is.state())) {
            return;
        }
        switch (was.kind()) {
            case "table" -> effects.add(new Effect(Rule.REWRITE, "writes the table " + is.name() + " anew"));
            case "index" -> {
                if (!moved(was)) {
                    effects.add(new Effect(Rule.REWRITE, "builds the index " + is.name() + " anew"));
                }
            }
            case "column" -> {
                if (was.state().equals("null") && is.state().startsWith("not null")) {
                    effects.add(new Effect(Rule.NOT_NULL, "reads every row to see that " + is.name() + " is not null"));
                }
            }
            default -> {}
        }
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
        /** As lines of a script, above the statement. */
        String comment() {
            return "-- " + (rule == Rule.DESTRUCTIVE ? "DESTRUCTIVE" : "LOCKING (" + rule.code() + ")") + ": " + what
                    + ".\n" + (rule.why().isEmpty() ? "" : "-- " + rule.why() + "\n");
        }
    }

    /** The sorts of effects that people should know of. */
    enum Rule {
        DESTRUCTIVE("destructive", ""),
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
