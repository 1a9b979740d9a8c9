package io.ghostworks.jooq;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement with a {@link Preamble} in front of it. To its user the preamble is invisible: parameters count
 * from 1, and the first result is the statement's own. A proxy, because every one of JDBC's many setters has to shift its
 * index, including those of drivers to come: one that was forgotten would bind a value into the context.
 */
final class ArmedStatement implements InvocationHandler {

    private final PreparedStatement statement;
    private final Preamble preamble;
    private final Runnable executed;

    private ArmedStatement(PreparedStatement statement, Preamble preamble, Runnable executed) {
        this.statement = statement;
        this.preamble = preamble;
        this.executed = executed;
    }

    /** @param executed runs each time after the preamble has reached the server */
    static PreparedStatement of(PreparedStatement statement, Preamble preamble, Runnable executed) throws SQLException {
        preamble.bind(statement);
        return (PreparedStatement) Proxy.newProxyInstance(
                ArmedStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                new ArmedStatement(statement, preamble, executed));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (arguments == null) {
            return switch (method.getName()) {
                case "execute" -> execute();
                case "executeQuery" -> executeQuery();
                case "executeUpdate" -> Math.toIntExact(executeLargeUpdate());
                case "executeLargeUpdate" -> executeLargeUpdate();
                case "clearParameters",
                        "addBatch",
                        "executeBatch",
                        "executeLargeBatch",
                        "getMetaData",
                        "getParameterMetaData" ->
                    throw new UnsupportedOperationException(method.getName() + " of a first statement inside a tenant");
                default -> delegate(method, null);
            };
        }
        if (isSetter(method)) {
            Object[] shifted = arguments.clone();
            shifted[0] = (Integer) arguments[0] + preamble.parameters();
            return delegate(method, shifted);
        }
        if (method.getName().startsWith("execute")) {
            throw new UnsupportedOperationException("a prepared statement has its text already");
        }
        return delegate(method, arguments);
    }

    private static boolean isSetter(Method method) {
        return method.getDeclaringClass() == PreparedStatement.class
                && method.getName().startsWith("set")
                && method.getParameterTypes()[0] == int.class;
    }

    private boolean execute() throws SQLException {
        statement.execute();
        executed.run();
        return preamble.consume(statement);
    }

    private Object executeQuery() throws SQLException {
        if (!execute()) {
            throw new SQLException("the statement has no rows");
        }
        return statement.getResultSet();
    }

    private long executeLargeUpdate() throws SQLException {
        if (execute()) {
            throw new SQLException("the statement has rows");
        }
        return statement.getLargeUpdateCount();
    }

    private @Nullable Object delegate(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(statement, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
