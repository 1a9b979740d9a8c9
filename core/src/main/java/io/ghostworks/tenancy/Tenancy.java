package io.ghostworks.tenancy;

import io.ghostworks.error.GhostworksException;
import io.ghostworks.error.Unavailable;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens the door to one tenant. Safe for all threads.
 *
 * <p>The stores that {@code work} gets see and change rows of {@code scope.tenant()} alone. They belong to the calling
 * thread and to this call: later use, and use from another thread, throws {@link IllegalStateException}.
 *
 * <p>Inside a door, a call of the same user for the same tenant joins the one that is open, and its statements belong to
 * the outer transaction: a {@link #read} inside a {@link #write} sees what the write has changed. A write inside a read,
 * another tenant and another user throw {@link IllegalStateException}.
 *
 * <p>Whatever {@code work} throws comes out unchanged. When the database cannot answer, stores throw {@link Unavailable}.
 */
public interface Tenancy {

    /**
     * Reads. Each statement stands alone and sees what is committed when it starts; together they are not a snapshot. A
     * store's changing method, and its {@code lock}, throws {@link IllegalStateException}.
     */
    <T> T read(Scope scope, Function<? super TenantStores, ? extends T> work);

    /**
     * Writes, all or nothing: committed when {@code work} returns, rolled back when it throws. Statements see what is
     * committed when each starts, and this write's own changes.
     *
     * <p>Once a store has thrown anything but "not found", the write is lost: every later use of a store throws what the
     * first one threw, and so does the write at its end, even if {@code work} caught it.
     */
    <T> T write(Scope scope, Function<? super TenantStores, ? extends T> work);

    /**
     * Runs the work in a scope and opens no door. It is for statements that nobody can give a scope to, such as those of an application on
     * a data source of the adapter's. A thread that is started inside is in no scope until it says so itself. Inside another
     * {@code within} this one holds; inside a door it throws {@link IllegalStateException} unless the scope is that of the door.
     */
    <T> T within(Scope scope, Supplier<? extends T> work);

    /**
     * {@link #read} for whoever is admitted. The admission is asked before {@code work} sees any row, with the standing at the
     * time of the first statement.
     *
     * @throws GhostworksException what the admission throws; {@code work} then has seen nothing
     */
    <T> T read(Scope scope, Admission admission, Function<? super TenantStores, ? extends T> work);

    /**
     * {@link #write} for whoever is admitted. The admission is asked, in the same transaction, before {@code work} starts.
     *
     * @throws GhostworksException what the admission throws; nothing has been changed
     */
    <T> T write(Scope scope, Admission admission, Function<? super TenantStores, ? extends T> work);
}
