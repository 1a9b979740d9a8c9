package io.ghostworks.testing.memory;

import io.ghostworks.testing.contract.Ports;
import io.ghostworks.testing.contract.account.OutboxContract;

class InMemoryOutboxTest implements OutboxContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
