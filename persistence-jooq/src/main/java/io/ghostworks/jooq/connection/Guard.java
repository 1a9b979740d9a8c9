package io.ghostworks.jooq.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
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
    private @Nullable Object proxy;

    Guard(Lease lease, Object guarded, Set<String> passing) {
        this.lease = lease;
        this.guarded = guarded;
        this.passing = passing;
    }

    /** What may be handed out in place of the guarded object. */
    final <T> T as(Class<T> type) {
        Object made = Proxy.newProxyInstance(Guard.class.getClassLoader(), new Class<?>[] {type}, this);
        proxy = made;
        return type.cast(made);
    }

    /** What was handed out. */
    final @Nullable Object proxy() {
        return proxy;
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
        return seeing(() -> Optional.ofNullable(invoked(method, arguments))).orElse(null);
    }

    private @Nullable Object invoked(Method method, @Nullable Object[] arguments) throws SQLException {
        try {
            return method.invoke(guarded, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case SQLException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new SQLException("the driver failed", e);
            }
        } catch (IllegalAccessException e) {
            throw new SQLException("the driver failed", e);
        }
    }

    /** Something that JDBC does. */
    interface Call<T> {

        T run() throws SQLException;
    }

    /** Runs it for an open lease, and reports its failure. */
    final <T> T seeing(Call<T> call) throws SQLException {
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
