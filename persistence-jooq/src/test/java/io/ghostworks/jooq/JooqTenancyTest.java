package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.contract.TenancyContract;

class JooqTenancyTest extends JooqContract implements TenancyContract {

    JooqTenancyTest(TestDatabase database) {
        super(database);
    }
}
