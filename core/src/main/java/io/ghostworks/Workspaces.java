package io.ghostworks;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.Caller;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.tenant.TenantDirectory;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.tenant.Workspace;
import java.util.List;

/**
 * Making, finding, changing and deleting workspaces. Every method that names one throws {@link NotFound} for anyone who is not
 * a member, {@link Forbidden} for a member whose role is too low, and {@link Unauthenticated} for a closed session.
 */
public final class Workspaces {

    private final TenantDirectory directory;
    private final AccountStore accounts;
    private final Tenancy tenancy;
    private final Onboarding onboarding;

    public Workspaces(TenantDirectory directory, AccountStore accounts, Tenancy tenancy, TimeAndIds timeAndIds) {
        this.directory = directory;
        this.accounts = accounts;
        this.tenancy = tenancy;
        this.onboarding = new Onboarding(accounts, directory, timeAndIds);
    }

    /**
     * Makes a workspace that the caller owns. Without a slug one is derived from the name, with a suffix where it is
     * taken.
     *
     * @throws Conflict if the slug that was asked for is taken
     */
    public Workspace create(Caller.Session caller, TenantDraft draft) {
        requireSignedIn(caller);
        return new Workspace(onboarding.addTenant(draft, caller.user()), Role.OWNER);
    }

    /** The caller's own workspaces, by name. */
    public List<Workspace> list(Caller.Session caller) {
        requireSignedIn(caller);
        return directory.list(caller.user());
    }

    public Workspace get(Caller caller, TenantId tenant) {
        return gate(caller, tenant, Action.READ_WORKSPACE)
                .read(stores -> view(caller, stores, stores.tenant().get()));
    }

    public Workspace update(Caller caller, TenantId tenant, TenantChange change) {
        Action action = change.isActive().isPresent() ? Action.SWITCH_WORKSPACE_ON_OR_OFF : Action.CHANGE_WORKSPACE;
        return gate(caller, tenant, action)
                .write(stores -> view(caller, stores, stores.tenant().update(change)));
    }

    /** Deletes the workspace and everything of it. */
    public void delete(Caller caller, TenantId tenant) {
        gate(caller, tenant, Action.DELETE_WORKSPACE)
                .run(stores -> stores.tenant().delete());
    }

    private static Workspace view(Caller caller, TenantStores stores, Tenant tenant) {
        Role role = switch (caller) {
            case Caller.Session person -> stores.members().get(person.user()).role();
            case Caller.ApiKey program -> stores.apiKeys().get(program.key()).role();
        };
        return new Workspace(tenant, role);
    }

    private void requireSignedIn(Caller.Session caller) {
        if (accounts.findUser(caller).isEmpty()) {
            throw Unauthenticated.token();
        }
    }

    private Gate gate(Caller caller, TenantId tenant, Action action) {
        return new Gate(tenancy, caller, tenant, action);
    }
}
