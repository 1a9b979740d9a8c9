package io.ghostworks;

import io.ghostworks.account.Caller;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.TenantId;
import java.util.function.Consumer;
import java.util.function.Function;

/** Opens a tenant to a caller for one action: what every use case in a workspace starts with. */
record Door(Tenancy tenancy) {

    <T> T read(Caller caller, TenantId tenant, Action action, Function<TenantStores, T> work) {
        Permit permit = new Permit(caller, action);
        return tenancy.read(permit.scope(tenant), permit, work);
    }

    <T> T write(Caller caller, TenantId tenant, Action action, Function<TenantStores, T> work) {
        Permit permit = new Permit(caller, action);
        return tenancy.write(permit.scope(tenant), permit, work);
    }

    void run(Caller caller, TenantId tenant, Action action, Consumer<TenantStores> work) {
        Permit permit = new Permit(caller, action);
        tenancy.write(permit.scope(tenant), permit, stores -> {
            work.accept(stores);
            return Boolean.TRUE;
        });
    }
}
