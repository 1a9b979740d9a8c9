package io.ghostworks.jooq.connection;

import io.ghostworks.account.UserId;
import io.ghostworks.tenancy.Scope;
import java.util.UUID;

/**
 * Where a statement runs and in whose name, as the database is told.
 *
 * @param tenant {@link #NIL} for deliberately none
 * @param user {@link #NIL} for nobody
 */
public record Ids(UUID tenant, UUID user) {

    /** RFC 9562, section 5.9. */
    public static final UUID NIL = new UUID(0, 0);

    public static Ids of(Scope scope) {
        return new Ids(scope.tenant().value(), scope.actor().value());
    }

    /** Outside of all tenants. */
    static Ids outside(UserId user) {
        return new Ids(NIL, user.value());
    }

    /** Outside of all tenants, for nobody. */
    static Ids ofNobody() {
        return new Ids(NIL, NIL);
    }
}
