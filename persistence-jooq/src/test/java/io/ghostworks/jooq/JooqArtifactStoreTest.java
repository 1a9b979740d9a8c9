package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.ArtifactStoreContract;

class JooqArtifactStoreTest extends JooqContract implements ArtifactStoreContract {

    JooqArtifactStoreTest(TestDatabase database) {
        super(database);
    }
}
