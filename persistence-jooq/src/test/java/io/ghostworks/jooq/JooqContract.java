package io.ghostworks.jooq;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Ports;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs a contract against PostgreSQL with row-level security. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JooqContract implements Contract {

    private final Database adapter;
    private final Ports ports;

    JooqContract(TestDatabase database) {
        this(database, UnaryOperator.identity());
    }

    JooqContract(TestDatabase database, UnaryOperator<DatabaseSettings> settings) {
        adapter = Database.open(settings.apply(TestPorts.settings(database)), TestPorts.key(database));
        ports = TestPorts.of(adapter, database);
    }

    @Override
    public Ports ports() {
        return ports;
    }

    @AfterAll
    void close() {
        adapter.close();
    }
}
