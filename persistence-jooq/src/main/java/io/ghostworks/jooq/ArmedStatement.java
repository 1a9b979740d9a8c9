package io.ghostworks.jooq;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * A prepared statement with a {@link Preamble} in front of it. To its user the preamble is invisible: parameters count
 * from 1, and the first result is the statement's own.
 *
 * <p>No parameter goes out without a type. pgjdbc asks the server to describe a statement that has one, and from then on
 * ends the flush before it, with the transaction that the context lives in; the policies would refuse the statement. jOOQ
 * casts where a type matters, so text will do.
 *
 * <p>A proxy, because every one of JDBC's many setters has to shift its
 * index, including those of drivers to come: one that was forgotten would bind a value into the context.
 */
final class ArmedStatement implements InvocationHandler {

    /** Those whose nulls pgjdbc sends without a type. */
    private static final Set<Integer> UNTYPED_NULLS = Set.of(
            Types.OTHER,
            Types.NULL,
            Types.ARRAY,
            Types.STRUCT,
            Types.DISTINCT,
            Types.TIME,
            Types.TIME_WITH_TIMEZONE,
            Types.TIMESTAMP,
            Types.TIMESTAMP_WITH_TIMEZONE);

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
            int index = (Integer) arguments[0] + preamble.parameters();
            shifted[0] = index;
            return isUntyped(method, arguments) ? bindText(index, method, arguments) : delegate(method, shifted);
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

    private static boolean isUntyped(Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "setNull" -> arguments[1] instanceof Integer type && UNTYPED_NULLS.contains(type);
            case "setObject" -> arguments.length > 2 && isUntyped(arguments[2]) && !(arguments[1] instanceof PGobject);
            default -> false;
        };
    }

    private static boolean isUntyped(@Nullable Object sqlType) {
        return sqlType instanceof Integer type && (type == Types.OTHER || type == Types.NULL);
    }

    private @Nullable Object bindText(int index, Method method, @Nullable Object[] arguments) throws SQLException {
        Object value = method.getName().equals("setNull") ? null : arguments[1];
        statement.setString(index, value == null ? null : value.toString());
        return null;
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
