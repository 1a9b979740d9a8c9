package io.ghostworks.jooq.door;

import io.ghostworks.jooq.connection.PreparedText;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement without parameters. Each text is prepared, because only with a prepared one can the context travel. Belongs to
 * one thread, but for {@code cancel}.
 */
final class PlainStatement implements InvocationHandler {

    private final ArmedConnection connection;
    private final Connection handed;
    /** Type and concurrency of its rows, where they were given. */
    private final @Nullable Object[] kind;

    private final Map<Method, @Nullable Object[]> settings = new LinkedHashMap<>();
    private final List<String> batch = new ArrayList<>();
    private volatile @Nullable PreparedStatement current;
    private boolean closed;

    private PlainStatement(ArmedConnection connection, Connection handed, @Nullable Object[] kind) {
        this.connection = connection;
        this.handed = handed;
        this.kind = kind;
    }

    static Statement of(ArmedConnection connection, Connection handed, @Nullable Object[] kind) {
        return (Statement) Proxy.newProxyInstance(
                PlainStatement.class.getClassLoader(),
                new Class<?>[] {Statement.class},
                new PlainStatement(connection, handed, kind));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // It is equal to itself alone.
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        String name = method.getName();
        return switch (name) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "an armed statement";
            case "close" -> close();
            case "isClosed" -> closed;
            case "isWrapperFor" -> false;
            case "getConnection" -> handed;
            default -> {
                if (closed) {
                    throw new SQLException("this statement is closed", "26000");
                }
                yield call(method, arguments);
            }
        };
    }

    private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("executeBatch") || name.equals("executeLargeBatch")) {
            return executeBatch(name.equals("executeBatch"));
        }
        if (name.startsWith("execute")) {
            return execute(name, arguments);
        }
        if (name.equals("addBatch")) {
            batch.add(String.valueOf(arguments[0]));
            return null;
        }
        if (name.equals("clearBatch")) {
            batch.clear();
            return null;
        }
        if (name.startsWith("set")) {
            settings.put(method, arguments);
        }
        PreparedStatement inner = current;
        return inner == null ? atFirst(method) : invoked(method, inner, arguments);
    }

    /** What a statement answers that has executed nothing yet. */
    private static @Nullable Object atFirst(Method method) throws SQLException {
        Class<?> type = method.getReturnType();
        if (method.getName().equals("getUpdateCount")) {
            return -1;
        }
        if (method.getName().equals("getLargeUpdateCount")) {
            return -1L;
        }
        return type == int.class ? (Object) 0 : type == long.class ? 0L : type == boolean.class ? false : null;
    }

    private @Nullable Object execute(String name, @Nullable Object[] arguments) throws Throwable {
        PreparedStatement inner = prepared(String.valueOf(arguments[0]), arguments);
        return invoked(PreparedStatement.class.getMethod(name), inner, new Object[0]);
    }

    private PreparedStatement prepared(String sql, @Nullable Object[] arguments) throws Throwable {
        PreparedStatement before = current;
        if (before != null) {
            before.close();
        }
        String text = PreparedText.of(sql);
        boolean returnsKeys = arguments.length > 1
                && !Integer.valueOf(Statement.NO_GENERATED_KEYS).equals(arguments[1]);
        PreparedStatement inner = returnsKeys
                ? connection.prepare(text, arguments[1])
                : kind.length >= 2 ? connection.prepare(text, kind[0], kind[1]) : connection.prepare(text);
        current = inner;
        for (Map.Entry<Method, @Nullable Object[]> setting : settings.entrySet()) {
            invoked(setting.getKey(), inner, setting.getValue());
        }
        return inner;
    }

    private Object executeBatch(boolean small) throws Throwable {
        List<String> texts = List.copyOf(batch);
        batch.clear();
        int[] counts = new int[texts.size()];
        long[] largeCounts = new long[texts.size()];
        for (int i = 0; i < counts.length; i++) {
            largeCounts[i] = prepared(texts.get(i), new Object[0]).executeLargeUpdate();
            counts[i] = Math.toIntExact(largeCounts[i]);
        }
        return small ? counts : largeCounts;
    }

    private @Nullable Object close() throws SQLException {
        closed = true;
        PreparedStatement inner = current;
        if (inner != null) {
            inner.close();
        }
        return null;
    }

    private static @Nullable Object invoked(Method method, Object target, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
