package io.ghostworks;

import io.ghostworks.account.Caller;
import io.ghostworks.account.SessionId;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Standing;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;

/**
 * Admits a caller to one action. Who is not a member learns nothing, not even that the workspace exists; who is one
 * learns why not.
 */
record Permit(Caller caller, Action action) implements Admission {

    @Override
    public SessionId session() {
        return caller.session();
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
        require(action, role);
    }

    /** @throws Forbidden unless the role may do the action */
    static void require(Action action, Role role) {
        if (!action.isAllowedTo(role)) {
            throw Forbidden.role(action.refusal());
        }
    }

    Scope scope(TenantId tenant) {
        return new Scope(tenant, caller.user());
    }
}
