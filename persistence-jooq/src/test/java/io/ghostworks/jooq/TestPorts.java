package io.ghostworks.jooq;

import io.ghostworks.account.UserId;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.testing.contract.Ports;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

/** The adapter over a test's own database, as the application's role. */
final class TestPorts {

    private TestPorts() {}

    static DatabaseSettings settings(TestDatabase database) {
        return settings(database, database.app().jdbcUrl());
    }

    /** The same by another way to the server. */
    static DatabaseSettings settings(TestDatabase database, String jdbcUrl) {
        DatabaseUrl app = database.app();
        DatabaseUrl signIn = database.signIn();
        return DatabaseSettings.of(jdbcUrl, Objects.requireNonNull(app.user()), Objects.requireNonNull(app.password()))
                .withSignIn(jdbcUrl, Objects.requireNonNull(signIn.user()), Objects.requireNonNull(signIn.password()))
                .withPool(2, 20, Duration.ofSeconds(10));
    }

    /** What tenant contexts are sealed with in a test's own database. */
    static SealKey key(TestDatabase database) {
        return SealKey.of(database.sealKey());
    }

    static Ports of(Database adapter, TestDatabase database) {
        return new Ports(
                adapter.tenancy(),
                adapter.accounts(),
                adapter.recovery(),
                adapter.outbox(),
                adapter.acceptances(),
                adapter.apiKeys(),
                adapter.directory(),
                user -> deactivate(database, user));
    }

    private static void deactivate(TestDatabase database, UserId user) {
        try (Connection admin = database.adminDataSource().getConnection();
                PreparedStatement update =
                        admin.prepareStatement("update ghostworks.users set is_active = false where id = ?")) {
            update.setObject(1, user.value());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
