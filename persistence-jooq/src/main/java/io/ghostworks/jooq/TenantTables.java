package io.ghostworks.jooq;

import io.ghostworks.jooq.door.Doors;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * The way to an embedding service's own tenant tables: jOOQ, already inside the tenant. The rules of {@link Tenancy} hold:
 * all or nothing, no use after the call or from another thread, and a call inside {@code Tenancy.read} or {@code write} for
 * the same tenant joins it, so that own tables and artifacts change together. Safe for all threads.
 *
 * <p>Isolate each table first: {@code select ghostworks.isolate('billing.invoices')}.
 */
public final class TenantTables {

    private final Doors doors;

    TenantTables(Doors doors) {
        this.doors = doors;
    }

    /** Every statement alone, one round trip each; PostgreSQL refuses to write. Prepared statements only. */
    public <T> T read(Scope scope, Function<? super DSLContext, ? extends T> work) {
        return doors.readTables(scope, work);
    }

    /** One transaction, committed when {@code work} returns and rolled back when it throws. */
    public <T> T write(Scope scope, Function<? super DSLContext, ? extends T> work) {
        return doors.writeTables(scope, work);
    }
}
