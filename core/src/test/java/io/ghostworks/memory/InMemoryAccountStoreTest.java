package io.ghostworks.memory;

import io.ghostworks.contract.AccountStoreContract;
import io.ghostworks.contract.Ports;

class InMemoryAccountStoreTest implements AccountStoreContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
