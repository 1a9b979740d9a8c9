package io.ghostworks.junit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Tests that leave something behind, one by one, and one that does not. Run by {@link CulpritsTest} alone. */
@GhostworksTest(settings = "app.leftover")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Culprits {

    @Test
    @Order(1)
    @SuppressWarnings("MustBeClosed")
    void keepsTheConnection(DataSource application) throws SQLException {
        application.getConnection();
    }

    @Test
    @Order(2)
    void leavesASetting(DataSource application) throws SQLException {
        execute(application, "select set_config('app.leftover', 'here', false)");
    }

    @Test
    @Order(3)
    void leavesATransaction(DataSource application) throws SQLException {
        try (Connection connection = application.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select 1");
        }
    }

    @Test
    @Order(4)
    void leavesAPreparedName(DataSource application) throws SQLException {
        execute(application, "prepare leftover as select 1");
    }

    @Test
    @Order(5)
    void leavesAChannel(DataSource application) throws SQLException {
        execute(application, "listen leftover");
    }

    @Test
    @Order(6)
    void leavesASettingOfTheServer(DataSource application) throws SQLException {
        execute(application, "set lock_timeout = 1234");
    }

    @Test
    @Order(7)
    void leavesNothing(DataSource application) throws SQLException {
        execute(application, "select set_config('app.leftover', 'here', true)");
    }

    private static void execute(DataSource application, String sql) throws SQLException {
        try (Connection connection = application.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
