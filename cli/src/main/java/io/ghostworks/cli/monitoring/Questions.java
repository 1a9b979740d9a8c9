package io.ghostworks.cli.monitoring;

import io.ghostworks.cli.monitoring.DatabaseFigures.Row;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Queries on one connection that together have so much time, however many there are. Not for use by several threads. */
final class Questions {
    private final Connection connection;
    private final long deadline;

    Questions(Connection connection, Duration time) {
        this.connection = connection;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    private interface Reader<T> {
        T read(ResultSet found) throws SQLException;
    }

    private <T> T ask(String sql, Reader<T> reader) throws SQLException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SQLTimeoutException("the server took too long");
        }
        connection.setNetworkTimeout(Runnable::run, (int) millis);
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return reader.read(found);
        }
    }

    int majorVersion() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    boolean isTrue(String sql) throws SQLException {
        return ask(sql, found -> found.next() && found.getBoolean(1));
    }

    /** The first row by column, without what is null. */
    Map<String, Double> values(String sql) throws SQLException {
        return ask(sql, found -> {
            Map<String, Double> values = new HashMap<>();
            if (found.next()) {
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    double value = found.getDouble(i);
                    if (!found.wasNull()) {
                        values.put(found.getMetaData().getColumnLabel(i), value);
                    }
                }
            }
            return values;
        });
    }

    /** Every row, with its first column as the label; what is null is NaN. */
    List<Row> rows(String sql) throws SQLException {
        return ask(sql, found -> {
            List<Row> rows = new ArrayList<>();
            while (found.next()) {
                List<Double> figures = new ArrayList<>();
                for (int i = 2; i <= found.getMetaData().getColumnCount(); i++) {
                    double value = found.getDouble(i);
                    figures.add(found.wasNull() ? Double.NaN : value);
                }
                rows.add(new Row(String.valueOf(found.getString(1)), figures));
            }
            return rows;
        });
    }
}
