package com.example;

import io.ghostworks.jooq.Database;
import io.ghostworks.tenancy.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Plain JDBC in a tenant. docs/embedding.md shows the body. */
final class PlainJdbc {

    private PlainJdbc() {}

    static int count(Database database, Scope scope) {
        return database.tenancy().within(scope, () -> {
            try (Connection connection = database.dataSource().getConnection();
                    PreparedStatement statement = connection.prepareStatement("select count(*) from ghostworks.artifacts");
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
