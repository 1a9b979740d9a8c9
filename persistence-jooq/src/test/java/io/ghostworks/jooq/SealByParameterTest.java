package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Where a superuser granted the parameter. */
class SealByParameterTest extends SealContract {

    SealByParameterTest(TestDatabase database) {
        super(database);
    }

    /** A door may be open for longer than a seal is good, and a key may change meanwhile. */
    @Test
    void isMadeAnewForEachStatementOfARead() {
        AtomicInteger asked = new AtomicInteger();
        Database adapter = Database.over(tenants.database.appDataSource(), () -> {
            asked.incrementAndGet();
            return TestPorts.key(tenants.database);
        });
        adapter.tables()
                .read(
                        tenants.a,
                        dsl -> dsl.fetch("select 1").size()
                                + dsl.fetch("select 2").size());

        assertThat(asked).hasValue(2);
    }
}
