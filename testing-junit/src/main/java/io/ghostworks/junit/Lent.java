package io.ghostworks.junit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection in somebody's hands, looked at when it is closed. */
final class Lent implements InvocationHandler {

    private final Connection connection;
    private final ConnectionState looked;
    /** What was on it already. */
    private final Set<String> before;

    private final Consumer<List<String>> returned;
    private boolean closed;

    private Lent(Connection connection, ConnectionState looked, Set<String> before, Consumer<List<String>> returned) {
        this.connection = connection;
        this.looked = looked;
        this.before = before;
        this.returned = returned;
    }

    /** @param returned told what was left, once, before the pool has the connection again */
    static Connection of(Connection connection, ConnectionState looked, Consumer<List<String>> returned)
            throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                Lent.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new Lent(connection, looked, looked.of(connection), returned));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // It is equal to itself alone.
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "close" -> close();
            default -> pass(method, arguments);
        };
    }

    private @Nullable Object pass(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private @Nullable Object close() throws SQLException {
        if (!closed) {
            closed = true;
            returned.accept(left());
            connection.close();
        }
        return null;
    }

    private List<String> left() {
        try {
            List<String> left = new ArrayList<>(looked.of(connection));
            left.removeAll(before);
            return left;
        } catch (SQLException e) {
            // Broken or aborted: the pool closes it, and nobody gets it again.
            return List.of();
        }
    }
}
