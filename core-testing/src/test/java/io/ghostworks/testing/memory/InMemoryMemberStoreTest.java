package io.ghostworks.testing.memory;

import io.ghostworks.testing.contract.MemberStoreContract;
import io.ghostworks.testing.contract.Ports;

class InMemoryMemberStoreTest implements MemberStoreContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
