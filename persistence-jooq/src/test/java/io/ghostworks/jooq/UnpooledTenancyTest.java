package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.tenancy.TenancyContract;

/** What depends on how connections are lent, with a fresh one each time: {@code DATABASE_POOL=none}. */
class UnpooledTenancyTest extends JooqContract implements TenancyContract {

    UnpooledTenancyTest(TestDatabase database) {
        super(database, DatabaseSettings::withoutPool);
    }
}
