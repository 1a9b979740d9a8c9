package io.ghostworks.jooq.connection;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection inside a tenant. Where each statement is a transaction of its own, every one carries the context; in a
 * transaction the first one does. Belongs to one thread.
 */
final class GuardedConnection extends Guard {

    private static final Set<String> PASSING = Set.of(
            "clearWarnings",
            "createArrayOf",
            "createBlob",
            "createClob",
            "createNClob",
            "createSQLXML",
            "createStatement",
            "createStruct",
            "getAutoCommit",
            "getHoldability",
            "getTransactionIsolation",
            "getWarnings",
            "isReadOnly",
            "isValid",
            "nativeSQL",
            "prepareCall",
            "prepareStatement");

    private final Connection connection;

    private GuardedConnection(Lease lease, Connection connection) {
        super(lease, connection, PASSING);
        this.connection = connection;
    }

    static Connection of(Lease lease, Connection connection) {
        return new GuardedConnection(lease, connection).as(Connection.class);
    }

    @Override
    @Nullable
    Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "prepareStatement" -> prepare(method, arguments);
            case "createArrayOf" -> GuardedResults.of(lease, pass(method, arguments), null);
            case "createStatement" -> plain(method, arguments, Statement.class);
            case "prepareCall" -> procedure(method, arguments, String.valueOf(arguments[0]));
            case "getMetaData" -> GuardedMetaData.of(lease);
            case "setAutoCommit" -> keepAutoCommit(Boolean.TRUE.equals(arguments[0]));
            case "isClosed" -> lease.isEnded();
            case "isWrapperFor" -> false;
            // The door gives the connection back.
            case "close" -> null;
            default -> pass(method, arguments);
        };
    }

    private Object prepare(Method method, @Nullable Object[] arguments) throws Throwable {
        String sql = String.valueOf(arguments[0]);
        lease.requireAllowed(sql);
        if (returnsKeys(method)) {
            // pgjdbc adds a RETURNING to the text that it would look for in the context, too.
            return plain(method, arguments, PreparedStatement.class);
        }
        Optional<Context> context = lease.context();
        String text = context.isPresent() ? context.get().around(sql) : sql;
        return seeing(
                () -> GuardedStatement.of(lease, prepared(text, arguments), context, () -> prepared(sql, arguments)));
    }

    private PreparedStatement prepared(String text, @Nullable Object[] arguments) throws SQLException {
        return arguments.length == 1
                ? connection.prepareStatement(text)
                : connection.prepareStatement(text, number(arguments[1]), number(arguments[2]));
    }

    private Object procedure(Method method, @Nullable Object[] arguments, String sql) throws Throwable {
        lease.requireAllowed(sql);
        return plain(method, arguments, CallableStatement.class);
    }

    private static int number(@Nullable Object argument) {
        return argument instanceof Integer number ? number : 0;
    }

    private static boolean returnsKeys(Method method) {
        return method.getParameterCount() == 2;
    }

    /** A statement that no context can travel with. */
    private Object plain(Method method, @Nullable Object[] arguments, Class<? extends Statement> type)
            throws Throwable {
        seeing(() -> {
            lease.enter();
            return true;
        });
        if (!(pass(method, arguments) instanceof Statement statement)) {
            throw new SQLException("the driver made no statement");
        }
        return new GuardedStatement(lease, statement).as(type);
    }

    private @Nullable Object keepAutoCommit(boolean autoCommit) throws SQLException {
        if (autoCommit == lease.isTransaction()) {
            throw refused("setAutoCommit");
        }
        return null;
    }
}
