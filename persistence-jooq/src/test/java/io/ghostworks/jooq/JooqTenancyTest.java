package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.tenancy.TenancyContract;

class JooqTenancyTest extends JooqContract implements TenancyContract {

    JooqTenancyTest(TestDatabase database) {
        super(database);
    }
}
