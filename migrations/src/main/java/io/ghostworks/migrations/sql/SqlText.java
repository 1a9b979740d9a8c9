package io.ghostworks.migrations.sql;

import java.sql.SQLException;
import org.postgresql.core.Utils;

/** Names and literals as SQL text, for the statements that take no parameters. */
public final class SqlText {
    private SqlText() {}

    public static String identifier(String name) {
        try {
            return Utils.escapeIdentifier(null, name).toString();
        } catch (SQLException e) {
            throw new IllegalArgumentException("a name in SQL cannot hold the character zero", e);
        }
    }

    public static String literal(String value) {
        try {
            return "'" + Utils.escapeLiteral(null, value, true) + "'";
        } catch (SQLException e) {
            throw new IllegalArgumentException("a text in SQL cannot hold the character zero", e);
        }
    }
}
