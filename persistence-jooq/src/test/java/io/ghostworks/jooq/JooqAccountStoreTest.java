package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.account.AccountStoreContract;

class JooqAccountStoreTest extends JooqContract implements AccountStoreContract {

    JooqAccountStoreTest(TestDatabase database) {
        super(database);
    }
}
