package io.ghostworks.testing.memory;

import io.ghostworks.testing.contract.ArtifactStoreContract;
import io.ghostworks.testing.contract.Ports;

class InMemoryArtifactStoreTest implements ArtifactStoreContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
