package io.ghostworks;

import io.ghostworks.account.Caller;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Standing;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one way of a use case into a tenant: it knows who asks, where, and what for. Anyone who is not a member learns
 * nothing, not even that the workspace exists; a member learns why not. Whatever must see every action (an audit, a
 * limit) is attached here.
 */
record Gate(Tenancy tenancy, Caller caller, TenantId tenant, Action action) implements Admission {

    <T> T read(Function<TenantStores, T> work) {
        return tenancy.read(scope(), this, work);
    }

    <T> T write(Function<TenantStores, T> work) {
        return tenancy.write(scope(), this, work);
    }

    void run(Consumer<TenantStores> work) {
        tenancy.write(scope(), this, stores -> {
            work.accept(stores);
            return Boolean.TRUE;
        });
    }

    @Override
    public void admit(Standing standing) {
        if (!standing.signedIn()) {
            throw Unauthenticated.token();
        }
        Role role = standing.role().orElseThrow(() -> new NotFound("workspace"));
        if (!standing.tenantActive() && !action.isAllowedInInactive(role)) {
            throw Forbidden.inactiveWorkspace();
        }
        requireOpen();
        require(action, role);
    }

    private void requireOpen() {
        switch (caller) {
            case Caller.Session person -> {
                // People may do whatever their role allows.
            }
            case Caller.ApiKey key -> {
                if (!action.isOpenToKeys()) {
                    throw Forbidden.key();
                }
            }
        }
    }

    /** @throws Forbidden unless the role may do the action */
    static void require(Action action, Role role) {
        if (!action.isAllowedTo(role)) {
            throw Forbidden.role(action.refusal());
        }
    }

    private Scope scope() {
        return new Scope(tenant, caller.user());
    }
}
