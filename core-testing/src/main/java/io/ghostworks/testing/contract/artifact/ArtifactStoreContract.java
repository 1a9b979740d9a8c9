package io.ghostworks.testing.contract.artifact;

/** What an {@link io.ghostworks.artifact.ArtifactStore} must do. */
public interface ArtifactStoreContract
        extends ArtifactCreationContract,
                ArtifactChangeContract,
                ArtifactOnceContract,
                ArtifactListContract,
                ArtifactWordsContract,
                ArtifactSearchContract,
                ArtifactIsolationContract {}
