package io.ghostworks.contract;

/** What an {@link io.ghostworks.artifact.ArtifactStore} must do. */
public interface ArtifactStoreContract
        extends ArtifactChangeContract,
                ArtifactOnceContract,
                ArtifactListContract,
                ArtifactSearchContract,
                ArtifactIsolationContract {}
