package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Where nobody could grant the parameter, as in managed services. Anybody may set the setting. */
class SealBySettingTest extends SealContract {

    private static final String HELD = "select current_setting('app.context_seal')";
    private static final String TENANT = "select ghostworks.tenant_id()";

    SealBySettingTest(TestDatabase database) {
        super(database);
        database.keepContextsInASetting();
    }

    @Test
    void refusesAnotherTenantInTheSetting() throws SQLException {
        try (Connection app = transaction()) {
            assertThat(enter(app, seal(tenants.a))).isEqualTo(OPENED);
            String held = first(app, HELD);
            String a = digits(tenants.a.tenant().value());
            String b = digits(tenants.b.tenant().value());
            assertThat(held).contains(a);
            first(app, set(held.replace(a, b)));
            assertThat(state(app, TENANT)).isEqualTo(REFUSED);
        }
    }

    @Test
    void refusesTheSettingOfAnotherTransaction() throws SQLException {
        try (Connection app = transaction()) {
            assertThat(enter(app, seal(tenants.a))).isEqualTo(OPENED);
            String held = first(app, HELD);
            first(app, set(held));
            assertThat(state(app, TENANT)).isEqualTo(OPENED);
            app.commit();
            first(app, set(held));
            assertThat(state(app, TENANT)).isEqualTo(REFUSED);
        }
    }

    /** A long transaction outlives its seal, and not its context: what is held has no expiry. */
    @Test
    void holdsNothingOfTheSealThatOpenedIt() throws SQLException {
        try (Connection app = transaction()) {
            String seal = seal(tenants.a);
            assertThat(enter(app, seal)).isEqualTo(OPENED);
            assertThat(first(app, HELD)).doesNotContain(seal.substring(82), seal.substring(64, 74));
        }
    }

    private static String set(String held) {
        return "select set_config('app.context_seal', '" + held + "', true)";
    }
}
