package io.ghostworks.memory;

import io.ghostworks.contract.Ports;
import io.ghostworks.contract.TenantDirectoryContract;

class InMemoryTenantDirectoryTest implements TenantDirectoryContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
