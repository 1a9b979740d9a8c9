package io.ghostworks.testing.memory;

import io.ghostworks.testing.contract.Ports;
import io.ghostworks.testing.contract.tenant.TenantStoreContract;

class InMemoryTenantStoreTest implements TenantStoreContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
