package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.account.OutboxContract;

class JooqOutboxTest extends JooqContract implements OutboxContract {

    JooqOutboxTest(TestDatabase database) {
        super(database);
    }
}
