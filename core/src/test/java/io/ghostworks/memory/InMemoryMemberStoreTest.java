package io.ghostworks.memory;

import io.ghostworks.contract.MemberStoreContract;
import io.ghostworks.contract.Ports;

class InMemoryMemberStoreTest implements MemberStoreContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
