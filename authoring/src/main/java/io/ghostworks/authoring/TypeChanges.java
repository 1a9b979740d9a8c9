package io.ghostworks.authoring;

import io.ghostworks.authoring.StatementForms.Form;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes of the types of one table's columns, each in the first form that PostgreSQL takes: an assignment, which refuses a
 * text that is too long where a cast would cut it off; the cast; through the text.
 */
final class TypeChanges {
    private static final Pattern STATEMENT = Pattern.compile(
            "(?is)(?<head>ALTER TABLE\\s+(?:ONLY\\s+)?\\S+\\s+)(?<actions>ALTER COLUMN .*?\\sTYPE\\s.*)");
    /** The engine says beside a change of type what the type was. */
    private static final Pattern COMMENT = Pattern.compile("(?s)\\s*/\\*.*?\\*/");

    private static final Pattern NEXT = Pattern.compile("(?i),\\s*(?=ALTER COLUMN\\s)");
    private static final Pattern ACTION =
            Pattern.compile("(?is)(?<change>.*?\\sTYPE\\s.*?)\\s+USING\\s+(?<value>\\S+?)::(?<type>.*)");

    private TypeChanges() {}

    /** None where the statement is another one. */
    static List<Form> of(Connection connection, String sql) throws SQLException {
        Matcher statement =
                STATEMENT.matcher(COMMENT.matcher(sql).replaceAll("").strip());
        if (!statement.matches()) {
            return List.of();
        }
        String head = statement.group("head");
        List<String> actions = new ArrayList<>();
        for (String action : NEXT.split(statement.group("actions"), -1)) {
            actions.add(accepted(connection, head, action));
        }
        return List.of(Form.of(head + String.join(",\n\t", actions)), Form.of(sql));
    }

    private static String accepted(Connection connection, String head, String action) throws SQLException {
        Matcher using = ACTION.matcher(action);
        if (!using.matches()) {
            return action;
        }
        String change = using.group("change");
        String text = change + " USING " + using.group("value") + "::text::" + using.group("type");
        for (String form : List.of(change, action, text)) {
            if (accepts(connection, head + form)) {
                return form;
            }
        }
        return action;
    }

    /** Tried and taken back. */
    private static boolean accepts(Connection connection, String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            return true;
        } catch (SQLException refused) {
            // That is the answer. A connection that is gone fails at the rollback.
            return false;
        } finally {
            connection.rollback(before);
        }
    }
}
