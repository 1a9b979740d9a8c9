package io.ghostworks.jooq.connection;

import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * A prepared statement with a {@link Context} around it. To its user the context is invisible: parameters count from 1, and
 * the first result is the statement's own.
 *
 * <p>No parameter goes out without a type. pgjdbc asks the server to describe a statement that has one, and from then on
 * ends the flush before it, with the transaction that the context lives in; the policies would refuse the statement. jOOQ
 * casts where a type matters, so text will do.
 */
final class ArmedStatement extends GuardedStatement {

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
    private final Again again;
    private final Context context;
    private final int shift;
    /** Whether its user has gone on from its one result, where something of the context follows. */
    private boolean over;
    /** What foreign code has bound, by the parameter, as it counts them. */
    private final Map<Object, Bound> bound = new LinkedHashMap<>();
    /** The statement without a context, once foreign code asked for what none can travel with. */
    private @Nullable GuardedStatement plain;

    /** Prepares the statement with no context around it. */
    @FunctionalInterface
    interface Again {

        PreparedStatement prepare() throws SQLException;
    }

    private static final class Bound {

        private final Method method;
        private final @Nullable Object[] arguments;

        Bound(Method method, @Nullable Object[] arguments) {
            this.method = method;
            this.arguments = arguments;
        }
    }

    ArmedStatement(Lease lease, PreparedStatement statement, Context context, Again again) {
        super(lease, statement);
        this.statement = statement;
        this.again = again;
        this.context = context;
        this.shift = context.parameters();
    }

    @Override
    @Nullable
    Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        GuardedStatement unarmed = plain;
        if (unarmed != null) {
            return unarmed.call(method, arguments);
        }
        if (isSetter(method)) {
            if (lease.code() == Code.FOREIGN) {
                bound.put(arguments[0], new Bound(method, arguments));
            }
            @Nullable Object[] shifted = arguments.clone();
            shifted[0] = (Integer) arguments[0] + shift;
            return isUntyped(method, arguments) ? bindText(shifted) : super.call(method, shifted);
        }
        if (arguments.length > 0 && method.getName().startsWith("execute")) {
            throw new UnsupportedOperationException("a prepared statement has its text already");
        }
        return switch (method.getName()) {
            case "getMoreResults" -> context.goesOn() ? noMore() : super.call(method, arguments);
            case "getUpdateCount", "getLargeUpdateCount" -> over ? -1 : super.call(method, arguments);
            case "execute" -> execute();
            case "executeQuery" -> executeQuery();
            case "executeUpdate" -> Math.toIntExact(executeLargeUpdate());
            case "executeLargeUpdate" -> executeLargeUpdate();
            case "addBatch", "executeBatch", "executeLargeBatch" ->
                unarmed(method).call(method, arguments);
            case "getMetaData", "getParameterMetaData" -> described(method, arguments);
            case "clearParameters" -> clearParameters(method, arguments);
            default -> super.call(method, arguments);
        };
    }

    /** A batch is more than one execution, so its context goes ahead of it. */
    private GuardedStatement unarmed(Method method) throws Throwable {
        if (lease.code() == Code.OURS) {
            throw new UnsupportedOperationException(method.getName() + " of a first statement inside a tenant");
        }
        GuardedStatement made = seeing(() -> {
            lease.enter();
            statement.close();
            return new GuardedStatement(lease, again.prepare());
        });
        made.as(PreparedStatement.class);
        plain = made;
        for (Bound parameter : bound.values()) {
            made.call(parameter.method, parameter.arguments);
        }
        return made;
    }

    /** What the driver says of a statement reads no row, and so needs no context. */
    private @Nullable Object described(Method method, @Nullable Object[] arguments) throws Throwable {
        if (lease.code() == Code.OURS) {
            throw new UnsupportedOperationException(method.getName() + " of a first statement inside a tenant");
        }
        try (PreparedStatement asked = again.prepare()) {
            return new GuardedStatement(lease, asked).call(method, arguments);
        }
    }

    private @Nullable Object clearParameters(Method method, @Nullable Object[] arguments) throws Throwable {
        bound.clear();
        return super.call(method, arguments);
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

    /** @param shifted the arguments, the index as the driver counts it */
    private @Nullable Object bindText(@Nullable Object[] shifted) throws SQLException {
        boolean isNull = shifted.length == 2 || shifted[1] == null;
        seeing(() -> {
            statement.setString((Integer) shifted[0], isNull ? null : String.valueOf(shifted[1]));
            return true;
        });
        return null;
    }

    /** What comes after the statement's one result is not its user's. */
    private boolean noMore() {
        over = true;
        return false;
    }

    private boolean execute() throws SQLException {
        over = false;
        lease.requireOpen();
        lease.executing();
        return seeing(() -> {
            try {
                return send();
            } catch (SQLException failure) {
                if (!isToStartOver(failure)) {
                    throw failure;
                }
                return send();
            }
        });
    }

    private boolean send() throws SQLException {
        context.bind(statement);
        statement.execute();
        lease.executed();
        return context.take(statement);
    }

    /** Foreign code's; the statements of a store start over together, on another connection. */
    private boolean isToStartOver(SQLException failure) {
        if (lease.code() == Code.OURS || !SqlErrors.isStalePlan(failure)) {
            return false;
        }
        try {
            return lease.startsOver();
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private @Nullable Object executeQuery() throws SQLException {
        if (!execute()) {
            throw new SQLException("the statement has no rows");
        }
        return guarded(statement.getResultSet());
    }

    private long executeLargeUpdate() throws SQLException {
        if (execute()) {
            throw new SQLException("the statement has rows");
        }
        return statement.getLargeUpdateCount();
    }
}
