package io.ghostworks.memory;

import io.ghostworks.contract.ArtifactStoreContract;
import io.ghostworks.contract.Ports;

class InMemoryArtifactStoreTest implements ArtifactStoreContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
