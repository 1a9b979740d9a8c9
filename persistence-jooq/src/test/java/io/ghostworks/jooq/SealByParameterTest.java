package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;

/** Where a superuser granted the parameter. */
class SealByParameterTest extends SealContract {

    SealByParameterTest(TestDatabase database) {
        super(database);
    }
}
