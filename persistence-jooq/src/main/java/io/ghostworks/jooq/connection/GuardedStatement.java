package io.ghostworks.jooq.connection;

import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement inside a tenant, whatever its kind. Belongs to one thread. */
class GuardedStatement extends Guard {

    private static final Set<String> PASSING = Set.of(
            // of every statement
            "addBatch",
            "cancel",
            "clearBatch",
            "clearWarnings",
            "closeOnCompletion",
            "enquoteIdentifier",
            "enquoteLiteral",
            "enquoteNCharLiteral",
            "execute",
            "executeBatch",
            "executeLargeBatch",
            "executeLargeUpdate",
            "executeQuery",
            "executeUpdate",
            "getFetchDirection",
            "getFetchSize",
            "getGeneratedKeys",
            "getLargeMaxRows",
            "getLargeUpdateCount",
            "getMaxFieldSize",
            "getMaxRows",
            "getMoreResults",
            "getQueryTimeout",
            "getResultSet",
            "getResultSetConcurrency",
            "getResultSetHoldability",
            "getResultSetType",
            "getUpdateCount",
            "getWarnings",
            "isCloseOnCompletion",
            "isPoolable",
            "isSimpleIdentifier",
            "setEscapeProcessing",
            "setFetchDirection",
            "setFetchSize",
            "setLargeMaxRows",
            "setMaxFieldSize",
            "setMaxRows",
            "setPoolable",
            "setQueryTimeout",
            // of a prepared one
            "clearParameters",
            "getMetaData",
            "getParameterMetaData",
            "setArray",
            "setAsciiStream",
            "setBigDecimal",
            "setBinaryStream",
            "setBlob",
            "setBoolean",
            "setByte",
            "setBytes",
            "setCharacterStream",
            "setClob",
            "setDate",
            "setDouble",
            "setFloat",
            "setInt",
            "setLong",
            "setNCharacterStream",
            "setNClob",
            "setNString",
            "setNull",
            "setObject",
            "setRowId",
            "setSQLXML",
            "setShort",
            "setString",
            "setTime",
            "setTimestamp",
            "setURL",
            "setUnicodeStream",
            // of a call
            "getArray",
            "getBigDecimal",
            "getBlob",
            "getBoolean",
            "getByte",
            "getBytes",
            "getClob",
            "getDate",
            "getDouble",
            "getFloat",
            "getInt",
            "getLong",
            "getNClob",
            "getNString",
            "getObject",
            "getSQLXML",
            "getShort",
            "getString",
            "getTime",
            "getTimestamp",
            "registerOutParameter",
            "wasNull");

    private final Statement statement;

    GuardedStatement(Lease lease, Statement statement) {
        super(lease, statement, PASSING);
        this.statement = statement;
    }

    /**
     * @param context what was put around its text; empty for nothing
     * @param again prepares it with nothing around
     */
    static PreparedStatement of(
            Lease lease, PreparedStatement statement, Optional<Context> context, ArmedStatement.Again again) {
        GuardedStatement guard = context.isPresent()
                ? new ArmedStatement(lease, statement, context.get(), again)
                : new GuardedStatement(lease, statement);
        return guard.as(PreparedStatement.class);
    }

    @Override
    @Nullable
    Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> close();
            case "isClosed" -> lease.isEnded() || statement.isClosed();
            case "getConnection" -> lease.presented();
            case "isWrapperFor" -> false;
            case "addBatch" -> addBatch(method, arguments);
            default ->
                method.getName().startsWith("execute") ? execute(method, arguments) : guarded(pass(method, arguments));
        };
    }

    private @Nullable Object addBatch(Method method, @Nullable Object[] arguments) throws Throwable {
        if (arguments.length > 0) {
            lease.requireAllowed(String.valueOf(arguments[0]));
        }
        return pass(method, arguments);
    }

    private @Nullable Object execute(Method method, @Nullable Object[] arguments) throws Throwable {
        if (arguments.length > 0) {
            lease.requireAllowed(String.valueOf(arguments[0]));
        }
        lease.requireOpen();
        lease.executing();
        Object result = guarded(pass(method, arguments));
        lease.executed();
        return result;
    }

    /** Rows in foreign hands lead back here; our stores hand none out, and read many. */
    final @Nullable Object guarded(@Nullable Object answer) {
        return lease.code() == Code.FOREIGN ? GuardedResults.of(lease, answer, proxy()) : answer;
    }

    /** Whoever gets the connection next may have the statement, too, so later it is not ours to close. */
    private @Nullable Object close() throws SQLException {
        if (!lease.isEnded()) {
            statement.close();
        }
        return null;
    }
}
