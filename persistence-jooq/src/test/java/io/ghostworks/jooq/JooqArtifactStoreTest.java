package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.artifact.ArtifactStoreContract;

class JooqArtifactStoreTest extends JooqContract implements ArtifactStoreContract {

    JooqArtifactStoreTest(TestDatabase database) {
        super(database);
    }
}
