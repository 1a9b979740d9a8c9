package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A write in which a statement has failed stores nothing, and says so, whoever caught the failure. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostWriteTest {

    private final TwoTenants tenants;

    LostWriteTest(TestDatabase database) {
        tenants = new TwoTenants(database);
    }

    @AfterAll
    void close() {
        tenants.close();
    }

    @Test
    void refusesACommitAfterACaughtFailure() {
        long before = tenants.artifacts(tenants.a);

        assertThatThrownBy(() -> tenants.adapter.tables().write(tenants.a, dsl -> {
                    int added = TwoTenants.insert(dsl, tenants.a);
                    failAndCatch(dsl);
                    return added;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stores nothing");
        assertThat(tenants.artifacts(tenants.a)).isEqualTo(before);
    }

    @Test
    void refusesACommitAfterAFailureThatPlainJdbcCaught() {
        long before = tenants.artifacts(tenants.a);

        assertThatThrownBy(() -> tenants.adapter.tables().write(tenants.a, dsl -> {
                    int added = TwoTenants.insert(dsl, tenants.a);
                    dsl.connection(LostWriteTest::failAndCatch);
                    return added;
                }))
                .hasMessageContaining("stores nothing");
        assertThat(tenants.artifacts(tenants.a)).isEqualTo(before);
    }

    @Test
    void refusesTheCommitOfAWriteWhoseInnerWriteFailedAndWasCaught() {
        long before = tenants.artifacts(tenants.a);

        assertThatThrownBy(() -> tenants.adapter.tables().write(tenants.a, dsl -> {
                    int added = TwoTenants.insert(dsl, tenants.a);
                    assertThatThrownBy(() -> tenants.adapter
                                    .tables()
                                    .write(
                                            tenants.a,
                                            inner -> inner.execute("insert into ghostworks.artifacts values (1)")))
                            .isInstanceOf(DataAccessException.class);
                    return added;
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(tenants.artifacts(tenants.a)).isEqualTo(before);
    }

    @Test
    void closesAConnectionThatCouldNotRollBackAndKeepsBothFailures() {
        AtomicReference<Connection> lent = new AtomicReference<>();
        DataSource failing = failingToRollBack(tenants.database.appDataSource(), lent);
        Database adapter = Database.over(failing, TestPorts.key(tenants.database));

        assertThatThrownBy(() -> adapter.tables().<Integer>write(tenants.a, dsl -> {
                    TwoTenants.insert(dsl, tenants.a);
                    throw new IllegalArgumentException("of the work");
                }))
                .hasMessage("of the work")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .hasSize(1)
                        .allMatch(suppressed -> "no rollback".equals(suppressed.getMessage())));
        assertThat(lent.get())
                .satisfies(connection -> assertThat(connection.isClosed()).isTrue());
        assertThat(tenants.artifacts(tenants.a)).isZero();
    }

    private static void failAndCatch(DSLContext dsl) {
        try {
            dsl.fetch("select 1 / 0");
        } catch (DataAccessException caught) {
            assertThat(caught.getMessage()).contains("division by zero");
        }
    }

    private static void failAndCatch(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 / 0")) {
            statement.execute();
        } catch (SQLException caught) {
            assertThat(caught.getMessage()).contains("division by zero");
        }
    }

    private static DataSource failingToRollBack(DataSource server, AtomicReference<Connection> lent) {
        return proxy(DataSource.class, server, name -> name.equals("getConnection"), made -> {
            lent.set((Connection) made);
            return proxy(Connection.class, made, name -> name.equals("rollback"), ignored -> {
                throw new SQLException("no rollback");
            });
        });
    }

    private interface Change {

        Object of(Object answer) throws SQLException;
    }

    private static <T> T proxy(
            Class<T> type, Object target, java.util.function.Predicate<String> changed, Change change) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            try {
                boolean replaced = changed.test(method.getName());
                Object answer = replaced && type == Connection.class ? self : method.invoke(target, given);
                return replaced ? change.of(answer) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }));
    }
}
