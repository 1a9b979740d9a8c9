package io.ghostworks.authoring;

import io.ghostworks.migrations.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other ways to say what the diff engine says, the one that loses least first. */
final class StatementForms {
    private static final String NAME = "(?<column>\"(?:[^\"]|\"\")+\"|[\\w$]+)";

    private static final Pattern ONLY =
            Pattern.compile("(?is)(ALTER TABLE )ONLY\\s+(\\S+\\s+(?:ADD|DROP) COLUMN\\s.*)");
    private static final Pattern ADD =
            Pattern.compile("(?is)ALTER TABLE (?:ONLY )?(?<table>\\S+)\\s+ADD COLUMN " + NAME + "\\s(?<rest>.*)");
    private static final Pattern DEFAULT = Pattern.compile(
            "(?is)ALTER TABLE (?:ONLY )?(?<table>\\S+)\\s+ALTER COLUMN " + NAME + "\\s+SET DEFAULT\\s+(?<value>.*)");
    private static final Pattern NOT_NULL =
            Pattern.compile("(?is)ALTER TABLE (?:ONLY )?(?<table>\\S+)\\s+ALTER COLUMN " + NAME + "\\s+SET NOT NULL");
    private static final Pattern TRIGGER =
            Pattern.compile("(?is)CREATE (?:CONSTRAINT )?TRIGGER (?<name>\"(?:[^\"]|\"\")+\"|[\\w$]+)\\s.*");
    private static final Pattern STORAGE = Pattern.compile("(?is)(?<change>ALTER TABLE .* SET STORAGE) DEFAULT");

    private final DatabaseUrl wanted;

    /** @param wanted a database with the schema that the script leads to */
    StatementForms(DatabaseUrl wanted) {
        this.wanted = wanted;
    }

    List<Form> of(Connection connection, String sql, List<String> among) throws SQLException {
        List<Form> forms = new ArrayList<>(TypeChanges.of(connection, sql));
        Matcher only = ONLY.matcher(sql);
        // A column that children inherit comes and goes with theirs.
        String whole = only.matches() ? only.replaceFirst("$1$2") : sql;
        Matcher add = ADD.matcher(sql);
        if (add.matches() && !add.group("rest").matches("(?is).*\\b(DEFAULT|GENERATED)\\b.*")) {
            addWithDefault(whole, add, among, forms);
        }
        if (!whole.equals(sql)) {
            forms.add(Form.of(whole));
        }
        forms.add(Form.of(sql));
        Matcher trigger = TRIGGER.matcher(sql);
        if (trigger.matches()) {
            forms.addAll(triggers(trigger.group("name")));
        }
        Matcher storage = STORAGE.matcher(sql);
        if (storage.matches()) {
            // Before PostgreSQL 16 the default of a type has to be named.
            forms.add(Form.of(storage.group("change") + " EXTENDED"));
            forms.add(Form.of(storage.group("change") + " MAIN"));
            forms.add(Form.of(storage.group("change") + " PLAIN"));
        }
        return forms;
    }

    /** In one statement the rows that are there get the default too. */
    private static void addWithDefault(String sql, Matcher add, List<String> among, List<Form> forms) {
        for (String later : among) {
            Matcher value = DEFAULT.matcher(later);
            if (value.matches() && same(add, value)) {
                String with = sql + " DEFAULT " + value.group("value");
                for (String other : among) {
                    Matcher required = NOT_NULL.matcher(other);
                    if (required.matches() && same(add, required)) {
                        forms.add(new Form(with + " NOT NULL", List.of(later, other)));
                    }
                }
                forms.add(new Form(with, List.of(later)));
                return;
            }
        }
    }

    private static boolean same(Matcher one, Matcher other) {
        return one.group("table").equals(other.group("table"))
                && one.group("column").equals(other.group("column"));
    }

    /** As PostgreSQL writes them: the diff engine does not double a quote in an argument. */
    private List<Form> triggers(String name) throws SQLException {
        List<Form> forms = new ArrayList<>();
        try (Connection connection = wanted.dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select pg_catalog.pg_get_triggerdef(oid)"
                                + " from pg_catalog.pg_trigger where not tgisinternal and quote_ident(tgname) = ? order by oid")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    forms.add(Form.of(row.getString(1)));
                }
            }
        }
        return forms;
    }

    /** One way to say it, and which later statements it makes needless. */
    record Form(String sql, List<String> absorbs) {
        static Form of(String sql) {
            return new Form(sql, List.of());
        }
    }
}
