package io.ghostworks.jooq.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an application's connection tells of the database: what pgjdbc knows or asks the catalogs, in no tenant. Nothing that
 * it answers leads to the connection below.
 */
public final class ArmedMetaData implements InvocationHandler {

    private final Connection handed;
    private final Source source;

    private ArmedMetaData(Connection handed, Source source) {
        this.handed = handed;
        this.source = source;
    }

    /** Where a connection is had. */
    @FunctionalInterface
    public interface Source {

        /** One that stays lent while its user may read rows. */
        Connection get() throws SQLException;
    }

    /**
     * @param handed what is named as the connection
     * @param source asked at each call
     */
    public static DatabaseMetaData of(Connection handed, Source source) {
        return (DatabaseMetaData) Proxy.newProxyInstance(
                ArmedMetaData.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                new ArmedMetaData(handed, source));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // It is equal to itself alone.
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "armed metadata";
            case "getConnection" -> handed;
            case "isWrapperFor" -> false;
            case "unwrap" -> throw new SQLException("nothing is behind it that may be had");
            case "getURL" -> String.valueOf(asked(method, arguments)).replaceFirst("\\?.*", "");
            default -> asked(method, arguments);
        };
    }

    private @Nullable Object asked(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        Connection connection = source.get();
        try {
            Object answer = method.invoke(connection.getMetaData(), arguments);
            return answer instanceof ResultSet ? GuardedResults.of(new Asking(connection), answer, null) : answer;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** What rows of the catalogs belong to. */
    private static final class Asking extends Lease {

        Asking(Connection connection) {
            super(connection, Code.FOREIGN, OpenStatements.NONE);
        }

        @Override
        protected Optional<Context> context() {
            return Optional.empty();
        }

        @Override
        protected void executed() {
            // The driver executes by itself.
        }

        @Override
        protected void failed(SQLException failure) {
            // Nothing depends on it.
        }

        @Override
        protected void enter() throws SQLException {
            throw new SQLException("no statement can be made here");
        }

        @Override
        protected boolean isTransaction() {
            return false;
        }
    }
}
