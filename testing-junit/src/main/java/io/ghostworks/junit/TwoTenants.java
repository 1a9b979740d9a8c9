package io.ghostworks.junit;

import io.ghostworks.jooq.Database;
import io.ghostworks.tenancy.Scope;
import java.util.Collection;
import java.util.function.Function;
import org.jooq.DSLContext;

/** Two tenants that have nothing in common, each with an owner in whose name it is entered. Safe for all threads. */
public final class TwoTenants {

    private final Database database;
    private final Scope one;
    private final Scope other;

    TwoTenants(Database database, Scope one, Scope other) {
        this.database = database;
        this.one = one;
        this.other = other;
    }

    /** The first of the two. */
    public Scope one() {
        return one;
    }

    /** The second of the two. */
    public Scope other() {
        return other;
    }

    /**
     * Asks the same query in both tenants. It must find something for the one that is not named: a query that nobody finds
     * anything with proves nothing.
     *
     * @param query what is asked inside the tenant, in a transaction that only reads
     * @param stranger {@link #one} or {@link #other}: who must find nothing
     * @throws AssertionError if the stranger finds something, or the owner nothing
     */
    public void assertTenantCannotSee(Function<? super DSLContext, ? extends Collection<?>> query, Scope stranger) {
        if (!stranger.equals(one) && !stranger.equals(other)) {
            throw new IllegalArgumentException("the stranger is one() or other() of these two tenants");
        }
        Scope owner = stranger.equals(one) ? other : one;
        Collection<?> owned = database.tables().read(owner, query);
        if (owned.isEmpty()) {
            throw new AssertionError("the query finds nothing in the tenant "
                    + owner.tenant().value() + " either, which should own rows: it proves nothing");
        }
        Collection<?> seen = database.tables().read(stranger, query);
        if (!seen.isEmpty()) {
            throw new AssertionError("the tenant " + stranger.tenant().value() + " sees " + seen.size() + " of "
                    + owned.size() + " rows that belong to " + owner.tenant().value()
                    + ": isolate the table (select ghostworks.isolate('schema.table'))");
        }
    }
}
