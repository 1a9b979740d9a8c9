package io.ghostworks.jooq.door;

import io.ghostworks.error.Unavailable;
import io.ghostworks.jooq.connection.ArmedMetaData;
import io.ghostworks.jooq.connection.Code;
import io.ghostworks.jooq.connection.Lease;
import io.ghostworks.jooq.connection.StatementKind;
import io.ghostworks.tenancy.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A connection in the hands of an application: JDBC's own rules of auto-commit, commit and rollback, and every statement
 * inside the tenant of the current scope. No connection of the pool is held before the first statement. What is not on the
 * list below is refused, since it would outlive the tenant or lead to the connection below. Belongs to one thread at a time.
 */
final class ArmedConnection implements InvocationHandler {

    private enum State {
        /** Statements may be made. */
        OPEN,
        /** Closed by the application. */
        CLOSED
    }

    private final Doors doors;
    private final Whereabouts where;
    private final StatementsAlone alone;
    private final Connection handed;
    private State state = State.OPEN;
    private boolean autoCommit = true;
    private boolean readOnly;
    /** The application's transaction, from its first use to its end. */
    private @Nullable ApplicationTransaction transaction;

    private ArmedConnection(Doors doors) {
        this.doors = doors;
        this.where = doors.whereabouts();
        this.alone = new StatementsAlone(doors.connections());
        this.handed = (Connection)
                Proxy.newProxyInstance(ArmedConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    static Connection open(Doors doors) {
        return new ArmedConnection(doors).handed;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // It is equal to itself alone.
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "an armed connection";
            case "close", "abort" -> close();
            case "isClosed" -> state == State.CLOSED;
            case "isValid" -> state == State.OPEN;
            case "isWrapperFor" -> false;
            case "getWarnings", "clearWarnings", "getCatalog", "getSchema" -> null;
            default -> {
                requireOpen();
                yield call(method, arguments);
            }
        };
    }

    private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "createStatement" -> PlainStatement.of(this, handed, arguments);
            case "prepareStatement" -> prepare(method, arguments);
            case "prepareCall" -> stepwise(method, arguments);
            case "createArrayOf", "createBlob", "createClob", "createNClob", "createSQLXML", "createStruct" ->
                invoked(method, lease(StatementKind.WRITES).guarded(), arguments);
            case "nativeSQL" -> arguments[0];
            case "getMetaData" -> metaData();
            case "setAutoCommit" -> setAutoCommit(Boolean.TRUE.equals(arguments[0]));
            case "getAutoCommit" -> autoCommit;
            case "commit" -> commit();
            case "rollback" -> rollBack(arguments);
            case "setReadOnly" -> setReadOnly(Boolean.TRUE.equals(arguments[0]));
            case "isReadOnly" -> readOnly;
            case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
            case "setTransactionIsolation" -> requireReadCommitted(arguments[0]);
            case "getHoldability" -> java.sql.ResultSet.CLOSE_CURSORS_AT_COMMIT;
            default -> throw refused(method.getName());
        };
    }

    /** For a {@link PlainStatement}, whose text has become a prepared one. */
    PreparedStatement prepare(String sql, @Nullable Object... more) throws SQLException {
        try {
            Class<?>[] types = new Class<?>[more.length + 1];
            types[0] = String.class;
            @Nullable Object[] arguments = new Object[more.length + 1];
            arguments[0] = sql;
            for (int i = 0; i < more.length; i++) {
                types[i + 1] = more[i] instanceof Integer
                        ? int.class
                        : more[i] instanceof int[] ? int[].class : String[].class;
                arguments[i + 1] = more[i];
            }
            requireOpen();
            return (PreparedStatement) prepare(Connection.class.getMethod("prepareStatement", types), arguments);
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLException("the statement cannot be prepared", e);
        }
    }

    private Object prepare(Method method, @Nullable Object[] arguments) throws Throwable {
        boolean returnsKeys = arguments.length == 2;
        StatementKind kind = StatementKind.of(String.valueOf(arguments[0]));
        return made(method, arguments, lease(returnsKeys ? StatementKind.WRITES : kind));
    }

    private Object stepwise(Method method, @Nullable Object[] arguments) throws Throwable {
        return made(method, arguments, lease(StatementKind.WRITES));
    }

    private Object made(Method method, @Nullable Object[] arguments, Lease lease) throws Throwable {
        lease.presentAs(handed);
        if (invoked(method, lease.guarded(), arguments) instanceof Statement statement) {
            return statement;
        }
        throw new SQLException("the driver made no statement");
    }

    /** Where the next statement runs. */
    private Lease lease(StatementKind kind) throws SQLException {
        try {
            Scope scope = where.requireScope();
            Carrier around = where.doorsTransaction();
            if (around != null) {
                return around.lend(Code.FOREIGN);
            }
            if (!autoCommit) {
                return begun().lend(scope);
            }
            if (readOnly || kind == StatementKind.READS) {
                return alone.reading(doors.contextOfRead(scope), () -> where.requireScope(scope));
            }
            return alone.writing(doors.contextOfWrite(scope), () -> where.requireScope(scope));
        } catch (Unavailable e) {
            throw new SQLTransientConnectionException(e.getMessage(), "08001", e);
        }
    }

    private ApplicationTransaction begun() {
        ApplicationTransaction known = transaction;
        if (known == null) {
            known = new ApplicationTransaction(doors, readOnly);
            transaction = known;
        }
        return known;
    }

    private @Nullable Object setAutoCommit(boolean wanted) throws SQLException {
        if (wanted != autoCommit) {
            if (wanted) {
                commit();
                where.ended(this);
            } else {
                alone.giveBack();
                where.begun(this);
            }
            autoCommit = wanted;
        }
        return null;
    }

    /** What a read or write of ours joins that is called on this connection's thread before the transaction's end. */
    ApplicationTransaction joined() {
        return begun();
    }

    boolean isInTransaction() {
        return state == State.OPEN && !autoCommit;
    }

    private @Nullable Object commit() throws SQLException {
        ApplicationTransaction ending = transaction;
        if (ending != null && ending.isAround(where.doorsTransaction())) {
            throw new SQLException("a write of Tenancy is running in this transaction; commit it afterwards", "25001");
        }
        transaction = null;
        if (ending != null) {
            ending.commit();
        }
        return null;
    }

    private @Nullable Object rollBack(@Nullable Object[] arguments) throws SQLException {
        if (arguments.length > 0) {
            throw refused("rollback to a savepoint");
        }
        Carrier around = where.doorsTransaction();
        if (around != null) {
            // The door that is open ends the transaction.
            around.failed(
                    new IllegalStateException("a part of this write was rolled back, so nothing of it is stored"));
            return null;
        }
        ApplicationTransaction ending = transaction;
        transaction = null;
        if (ending != null) {
            ending.rollBack();
        }
        return null;
    }

    private @Nullable Object close() throws SQLException {
        if (state == State.OPEN) {
            state = State.CLOSED;
            where.ended(this);
            ApplicationTransaction unfinished = transaction;
            transaction = null;
            if (unfinished != null) {
                unfinished.rollBack();
            }
            alone.giveBack();
        }
        return null;
    }

    private @Nullable Object setReadOnly(boolean wanted) throws SQLException {
        if (transaction != null && wanted != readOnly) {
            throw new SQLException("the transaction has begun, and was not one that only reads", "25001");
        }
        readOnly = wanted;
        return null;
    }

    private static @Nullable Object requireReadCommitted(@Nullable Object level) throws SQLException {
        if (!Integer.valueOf(Connection.TRANSACTION_READ_COMMITTED).equals(level)) {
            throw new SQLFeatureNotSupportedException("inside a tenant every transaction is READ COMMITTED");
        }
        return null;
    }

    private DatabaseMetaData metaData() throws SQLException {
        return ArmedMetaData.of(handed, alone::borrowed);
    }

    private void requireOpen() throws SQLException {
        if (state == State.CLOSED) {
            throw new SQLException("this connection is closed", "08003");
        }
    }

    private static SQLException refused(String what) {
        return new SQLFeatureNotSupportedException(
                what + " is not possible on a tenant's connection: it would outlast the tenant, or lead around it");
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
