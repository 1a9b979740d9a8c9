package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connection that is inside somebody else's transaction is refused, and stays as it is. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BorrowedTransactionTest {

    private final TwoTenants tenants;

    BorrowedTransactionTest(TestDatabase database) {
        tenants = new TwoTenants(database);
    }

    @AfterAll
    void close() {
        tenants.close();
    }

    @Test
    void refusesThePoolWithoutAutoCommit() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(tenants.database.appDataSource());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            refuses(pool, "auto-commit");
        }
    }

    @Test
    void refusesTheConnectionOfItsCallersTransactionAndLeavesItAsItIs() throws SQLException {
        try (Connection caller = tenants.database.appDataSource().getConnection();
                Statement statement = caller.createStatement()) {
            caller.setAutoCommit(false);
            statement.execute("set local app.note = 'of the caller'");

            refuses(handingOut(caller), "auto-commit");

            assertThat(caller.getAutoCommit()).isFalse();
            assertThat(caller.isReadOnly()).isFalse();
            assertThat(value(statement, "app.note")).isEqualTo("of the caller");
            assertThat(value(statement, "backtrace_functions")).isNullOrEmpty();
            caller.rollback();
        }
    }

    @Test
    void refusesAConnectionOnWhichSqlHasBegunATransaction() throws SQLException {
        try (Connection caller = tenants.database.appDataSource().getConnection();
                Statement statement = caller.createStatement()) {
            statement.execute("begin");
            statement.execute("set local app.note = 'of the caller'");

            refuses(handingOut(caller), "a transaction is open");

            assertThat(value(statement, "app.note")).isEqualTo("of the caller");
            statement.execute("rollback");
        }
    }

    private void refuses(DataSource dataSource, String cause) {
        Database adapter = Database.over(dataSource, TestPorts.key(tenants.database));
        assertThatIllegalStateException()
                .isThrownBy(() -> adapter.tables().write(tenants.a, dsl -> TwoTenants.insert(dsl, tenants.a)))
                .withMessageContaining(cause);
        assertThatIllegalStateException()
                .isThrownBy(() -> adapter.tenancy()
                        .read(tenants.a, stores -> stores.tenant().get()))
                .withMessageContaining(cause);
    }

    private static String value(Statement statement, String setting) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select current_setting('" + setting + "', true)")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** As a transaction-aware data source does: the caller's own connection, which closing does not close. */
    private static DataSource handingOut(Connection caller) {
        Connection lent = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, given) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(caller, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, given) -> lent);
    }
}
