package io.ghostworks.testing.memory;

import io.ghostworks.testing.contract.Ports;
import io.ghostworks.testing.contract.tenant.TenantDirectoryContract;

class InMemoryTenantDirectoryTest implements TenantDirectoryContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
