package io.ghostworks.jooq.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of an object of JDBC and lets through what is on its list, and nothing else: what JDBC has and we did
 * not think of, and what it will have, cannot end the transaction or lead to the connection below. Reports every
 * SQLException where it is thrown, because who catches it later may not say so.
 */
abstract class Guard implements InvocationHandler {

    final Lease lease;
    private final Object guarded;
    private final Set<String> passing;

    Guard(Lease lease, Object guarded, Set<String> passing) {
        this.lease = lease;
        this.guarded = guarded;
        this.passing = passing;
    }

    /** What may be handed out in place of the guarded object. */
    final <T> T as(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(Guard.class.getClassLoader(), new Class<?>[] {type}, this));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // It is equal to itself alone.
    public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
            throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "guarded " + guarded.getClass().getSimpleName();
            };
        }
        return call(method, arguments);
    }

    /** Answers one call of JDBC. */
    abstract @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable;

    /** Lets the call through if it is on the list. */
    final @Nullable Object pass(Method method, @Nullable Object[] arguments) throws Throwable {
        if (!passing.contains(method.getName())) {
            throw refused(method.getName());
        }
        lease.requireOpen();
        try {
            return method.invoke(guarded, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                lease.failed(failure);
            }
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Something that JDBC does. */
    interface Call<T extends @Nullable Object> {

        T run() throws SQLException;
    }

    /** Runs it for an open lease, and reports its failure. */
    final <T extends @Nullable Object> T seeing(Call<T> call) throws SQLException {
        lease.requireOpen();
        try {
            return call.run();
        } catch (SQLException e) {
            lease.failed(e);
            throw e;
        }
    }

    static SQLException refused(String method) {
        return new SQLFeatureNotSupportedException(
                method + " is not possible inside a tenant: its door ends the transaction and keeps the connection");
    }
}
