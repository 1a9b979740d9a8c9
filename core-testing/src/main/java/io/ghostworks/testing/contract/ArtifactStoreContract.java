package io.ghostworks.testing.contract;

/** What an {@link io.ghostworks.artifact.ArtifactStore} must do. */
public interface ArtifactStoreContract
        extends ArtifactCreationContract,
                ArtifactChangeContract,
                ArtifactOnceContract,
                ArtifactListContract,
                ArtifactSearchContract,
                ArtifactIsolationContract {}
