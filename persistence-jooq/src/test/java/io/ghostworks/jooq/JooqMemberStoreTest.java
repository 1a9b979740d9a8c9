package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.tenant.MemberStoreContract;

class JooqMemberStoreTest extends JooqContract implements MemberStoreContract {

    JooqMemberStoreTest(TestDatabase database) {
        super(database);
    }
}
