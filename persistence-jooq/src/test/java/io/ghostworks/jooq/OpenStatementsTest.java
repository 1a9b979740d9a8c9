package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Forbidden;
import io.ghostworks.tenancy.Scope;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator opens by name to the code of an embedding service. */
@ExtendWith(DatabaseExtension.class)
class OpenStatementsTest {

    private static final String CHANNELS = "select count(*) from pg_listening_channels()";

    private final TwoTenants tenants;

    OpenStatementsTest(TestDatabase database) {
        tenants = new TwoTenants(database);
    }

    @AfterEach
    void close() {
        tenants.close();
        tenants.asAdmin("alter database " + tenants.database.name() + " reset all");
        tenants.asAdmin(ofRole("reset all"));
    }

    @Test
    void areOpenWhereTheDatabaseNamesThemAndLeaveNothingBehind() {
        open("listen, Notify");
        try (Database adapter = opened()) {
            assertThat(adapter.tables().<Long>write(tenants.a, dsl -> {
                        dsl.execute("listen news");
                        dsl.execute("notify news, 'of A'");
                        return dsl.fetchSingle(CHANNELS).get(0, Long.class);
                    }))
                    .isZero();
            assertThat(number(adapter, tenants.b, CHANNELS)).isZero();
            for (String closed :
                    new String[] {"lock ghostworks.artifacts", "listen news; commit", "prepare x as select 1"}) {
                refuses(adapter, closed);
            }
        }
    }

    @Test
    void areClosedWhateverIsStoredForTheRole() {
        tenants.asAdmin(ofRole("set ghostworks.statements = 'listen'"));
        try (Database adapter = opened()) {
            refuses(adapter, "listen news");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepare", "listen, deallocate", "commit", "savepoint", "discard", "copy", "execute"})
    void areNoneThatOutliveTheTransaction(String setting) {
        open(setting);
        try (Database adapter = opened()) {
            assertThatThrownBy(adapter::requireUsable)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ghostworks.statements names '")
                    .hasMessageContaining("it can name alter, analyze");
        }
    }

    private String ofRole(String what) {
        return "alter role " + tenants.database.app().user() + " in database " + tenants.database.name() + " " + what;
    }

    private void open(String statements) {
        tenants.asAdmin(
                "alter database " + tenants.database.name() + " set ghostworks.statements = '" + statements + "'");
    }

    private Database opened() {
        return Database.open(
                TestPorts.settings(tenants.database).withPool(1, 0, Duration.ofSeconds(10)),
                TestPorts.key(tenants.database));
    }

    private void refuses(Database adapter, String statement) {
        assertThatThrownBy(() -> adapter.tables().<Integer>write(tenants.a, dsl -> dsl.execute(statement)))
                .isInstanceOf(Forbidden.class);
    }

    private static long number(Database adapter, Scope scope, String query) {
        return adapter.tables().<Long>read(scope, dsl -> dsl.fetchSingle(query).get(0, Long.class));
    }
}
