package io.ghostworks.jooq.connection;

import java.lang.reflect.Method;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows, or an array of them, in the hands of an embedding service. They lead back to the guarded statement alone. */
final class GuardedResults extends Guard {

    private static final Set<String> OF_ROWS = Set.of(
            "absolute",
            "afterLast",
            "beforeFirst",
            "clearWarnings",
            "findColumn",
            "first",
            "getArray",
            "getAsciiStream",
            "getBigDecimal",
            "getBinaryStream",
            "getBlob",
            "getBoolean",
            "getByte",
            "getBytes",
            "getCharacterStream",
            "getClob",
            "getConcurrency",
            "getCursorName",
            "getDate",
            "getDouble",
            "getFetchDirection",
            "getFetchSize",
            "getFloat",
            "getHoldability",
            "getInt",
            "getLong",
            "getMetaData",
            "getNCharacterStream",
            "getNClob",
            "getNString",
            "getObject",
            "getRow",
            "getSQLXML",
            "getShort",
            "getString",
            "getTime",
            "getTimestamp",
            "getType",
            "getURL",
            "getUnicodeStream",
            "getWarnings",
            "isAfterLast",
            "isBeforeFirst",
            "isFirst",
            "isLast",
            "last",
            "next",
            "previous",
            "relative",
            "rowDeleted",
            "rowInserted",
            "rowUpdated",
            "setFetchDirection",
            "setFetchSize",
            "wasNull");

    private static final Set<String> OF_AN_ARRAY = Set.of("getArray", "getBaseType", "getBaseTypeName");

    private final Object rows;
    private final @Nullable Object statement;

    private GuardedResults(Lease lease, Object rows, Set<String> passing, @Nullable Object statement) {
        super(lease, rows, passing);
        this.rows = rows;
        this.statement = statement;
    }

    /** What the driver answered, guarded if it leads anywhere. */
    static @Nullable Object of(Lease lease, @Nullable Object answer, @Nullable Object statement) {
        return switch (answer) {
            case ResultSet found -> new GuardedResults(lease, found, OF_ROWS, statement).as(ResultSet.class);
            case Array array -> new GuardedResults(lease, array, OF_AN_ARRAY, statement).as(Array.class);
            case Statement other -> new GuardedStatement(lease, other).as(Statement.class);
            case null, default -> answer;
        };
    }

    @Override
    @Nullable
    Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getStatement" -> statement;
            case "isWrapperFor" -> false;
            case "isClosed" -> lease.isEnded() || (rows instanceof ResultSet found && found.isClosed());
            case "close", "free" -> close();
            default -> of(lease, pass(method, arguments), statement);
        };
    }

    /** Whoever gets the connection next may have the rows, too, so later they are not ours to close. */
    private @Nullable Object close() throws Exception {
        if (!lease.isEnded()) {
            if (rows instanceof ResultSet found) {
                found.close();
            } else if (rows instanceof Array array) {
                array.free();
            }
        }
        return null;
    }
}
