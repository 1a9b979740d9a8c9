package io.ghostworks.memory;

import io.ghostworks.contract.Ports;
import io.ghostworks.contract.TenantStoreContract;

class InMemoryTenantStoreTest implements TenantStoreContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
