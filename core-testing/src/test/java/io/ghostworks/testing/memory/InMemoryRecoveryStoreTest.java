package io.ghostworks.testing.memory;

import io.ghostworks.testing.contract.Ports;
import io.ghostworks.testing.contract.account.RecoveryContract;

class InMemoryRecoveryStoreTest implements RecoveryContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
