package io.ghostworks.memory;

import io.ghostworks.contract.Ports;
import io.ghostworks.contract.TenancyContract;

class InMemoryTenancyTest implements TenancyContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
