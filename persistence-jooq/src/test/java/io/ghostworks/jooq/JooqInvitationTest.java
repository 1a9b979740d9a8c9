package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.tenant.InvitationContract;

class JooqInvitationTest extends JooqContract implements InvitationContract {

    JooqInvitationTest(TestDatabase database) {
        super(database);
    }
}
