package io.ghostworks.build;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** SQL in one line, for tests. */
public final class Sql {
    private Sql() {}

    public static void run(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows, each as its columns with a blank between them. */
    public static List<String> rows(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(String.join(" ", row));
            }
            return rows;
        }
    }

    /** The only value. */
    public static String text(DataSource source, String sql) throws SQLException {
        return String.join("\n", rows(source, sql));
    }

    /** The SQLSTATE of a refusal, or 00000. */
    public static String state(Refused statement) {
        try {
            statement.run();
            return "00000";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    /** Something that PostgreSQL should refuse. */
    @FunctionalInterface
    public interface Refused {
        void run() throws SQLException;
    }
}
