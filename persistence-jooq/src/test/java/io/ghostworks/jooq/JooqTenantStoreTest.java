package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.tenant.TenantStoreContract;

class JooqTenantStoreTest extends JooqContract implements TenantStoreContract {

    JooqTenantStoreTest(TestDatabase database) {
        super(database);
    }
}
