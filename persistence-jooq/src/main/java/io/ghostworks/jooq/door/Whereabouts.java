package io.ghostworks.jooq.door;

import io.ghostworks.tenancy.Scope;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a thread stands: in which scope, in whose transaction. Safe for all threads. */
final class Whereabouts {

    static final String ANOTHER_TENANT =
            "a transaction of another tenant, or of another user, is open here: end it first";

    /** What SQL says of a missing privilege. */
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** An open door. */
    record Entered(Scope scope, Carrier carrier) {}

    /** Not static: a thread may stand in one tenant of each of several databases. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Entered> door = new ThreadLocal<>();

    /** The connections on which an application has begun a transaction, the innermost first. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Deque<ArmedConnection>> transactions = ThreadLocal.withInitial(ArrayDeque::new);

    private final CurrentScope scopes = CurrentScope.create();

    /** The door that the thread stands in; null outside of all. */
    @Nullable
    Entered door() {
        return door.get();
    }

    /** Runs the work inside a door. */
    <T> T in(Entered entered, Supplier<T> work) {
        Entered outer = door.get();
        door.set(entered);
        try {
            return work.get();
        } finally {
            if (outer == null) {
                door.remove();
            } else {
                door.set(outer);
            }
        }
    }

    /** Runs the work in a scope, with no door. */
    <T> T within(Scope scope, Supplier<? extends T> work) {
        Entered outer = door.get();
        if (outer != null && !outer.scope().equals(scope)) {
            throw new IllegalStateException("this thread stands in another tenant, or acts for another user");
        }
        return scopes.within(scope, work);
    }

    /** Null outside of any. */
    @Nullable
    Scope scope() {
        Entered entered = door.get();
        return entered == null ? scopes.get() : entered.scope();
    }

    /** @throws SQLException outside of any scope */
    Scope requireScope() throws SQLException {
        Scope scope = scope();
        if (scope == null) {
            throw new SQLException(
                    "this statement is in no tenant: run it inside tenancy.within(scope, …), or a read or write of Tenancy",
                    INSUFFICIENT_PRIVILEGE);
        }
        return scope;
    }

    /** @throws SQLException in another scope, or outside of any */
    void requireScope(Scope wanted) throws SQLException {
        if (!requireScope().equals(wanted)) {
            throw anotherTenant();
        }
    }

    static SQLException anotherTenant() {
        return new SQLException(ANOTHER_TENANT, INSUFFICIENT_PRIVILEGE);
    }

    /** The transaction of the door that the thread stands in; null where there is no door, or it is no transaction. */
    @Nullable
    Carrier doorsTransaction() {
        Entered entered = door.get();
        return entered != null && entered.carrier().isTransaction() ? entered.carrier() : null;
    }

    /** The application has switched auto-commit off on this thread. */
    void begun(ArmedConnection connection) {
        transactions.get().push(connection);
    }

    /** The application has switched auto-commit on, or closed it. */
    void ended(ArmedConnection connection) {
        Deque<ArmedConnection> open = transactions.get();
        open.remove(connection);
        if (open.isEmpty()) {
            transactions.remove();
        }
    }

    /** The transaction that the application began last on this thread and has not ended; null if there is none. */
    @Nullable
    ApplicationTransaction applicationsTransaction() {
        Deque<ArmedConnection> open = transactions.get();
        // One may have been closed by another thread.
        open.removeIf(connection -> !connection.isInTransaction());
        ArmedConnection innermost = open.peek();
        if (innermost == null) {
            transactions.remove();
        }
        return innermost == null ? null : innermost.joined();
    }
}
