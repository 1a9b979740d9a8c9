package io.ghostworks.testing.memory;

import io.ghostworks.testing.contract.Ports;
import io.ghostworks.testing.contract.artifact.ArtifactStoreContract;

class InMemoryArtifactStoreTest implements ArtifactStoreContract {

    private static final Ports PORTS = new InMemoryGhostworks().ports();

    @Override
    public Ports ports() {
        return PORTS;
    }
}
