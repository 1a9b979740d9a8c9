package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.tenant.TenantDirectoryContract;

class JooqTenantDirectoryTest extends JooqContract implements TenantDirectoryContract {

    JooqTenantDirectoryTest(TestDatabase database) {
        super(database);
    }
}
