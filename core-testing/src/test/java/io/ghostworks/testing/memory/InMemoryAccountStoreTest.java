package io.ghostworks.testing.memory;

import io.ghostworks.testing.contract.AccountStoreContract;
import io.ghostworks.testing.contract.Ports;

class InMemoryAccountStoreTest implements AccountStoreContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
