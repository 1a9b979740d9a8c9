package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.account.RecoveryContract;

class JooqRecoveryStoreTest extends JooqContract implements RecoveryContract {

    JooqRecoveryStoreTest(TestDatabase database) {
        super(database);
    }
}
