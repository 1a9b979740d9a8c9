package io.ghostworks.migrations.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How a database encodes texts. Ours are in any script, and only UTF8 has normal forms (PostgreSQL, {@code normalize}). */
public final class DatabaseEncoding {
    private DatabaseEncoding() {}

    /**
     * Refuses a database that is there and is not encoded in UTF8.
     *
     * @param statement of any database of the server
     * @param url the database, for the message
     * @throws DatabaseProblem when it has another encoding
     */
    public static void require(Statement statement, String database, DatabaseUrl url) throws SQLException {
        String query = "select pg_catalog.pg_encoding_to_char(encoding) from pg_catalog.pg_database where datname = '"
                + database.replace("'", "''") + "'";
        try (ResultSet found = statement.executeQuery(query)) {
            if (found.next() && !found.getString(1).equals("UTF8")) {
                throw new DatabaseProblem(url + " is encoded in " + found.getString(1)
                        + ", and Ghostworks needs UTF8; nothing was changed; dump it, and restore it into a database that was"
                        + " created with encoding 'UTF8'");
            }
        }
    }
}
