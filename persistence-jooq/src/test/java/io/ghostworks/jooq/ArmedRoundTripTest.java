package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.RoundTrips;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.testing.contract.World;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Counts what the armed data source puts on the wire. Without a tenant the same takes as many, but where it is said. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArmedRoundTripTest {

    private static final String BY_ID = "select name from ghostworks.artifacts where id = ?";
    private static final String INSERT = "insert into ghostworks.artifacts (tenant_id, id, name) values (?, ?, 'x')";

    private final RoundTrips wire;
    private final Database database;
    private final DataSource armed;
    private final Scope scope;

    ArmedRoundTripTest(TestDatabase test) throws IOException {
        URI server = URI.create(test.app().jdbcUrl().substring("jdbc:".length()));
        wire = new RoundTrips(server.getHost(), server.getPort());
        String url =
                "jdbc:postgresql://localhost:" + wire.port() + server.getPath() + "?sslmode=disable&gssEncMode=disable";
        database = Database.open(
                TestPorts.settings(test, url).withPool(1, 0, Duration.ofSeconds(10)), TestPorts.key(test));
        armed = database.dataSource();
        World world = new World(TestPorts.of(database, test));
        var owner = world.user();
        scope = new Scope(world.room(owner).tenant(), owner.id());
    }

    @BeforeEach
    void warmUp() {
        // Also what is asked once for each connection, and keeps Hikari from asking whether it is alive.
        count(false, connection -> insert(connection));
        count(true, connection -> read(connection));
    }

    @AfterAll
    void close() {
        database.close();
        wire.close();
    }

    @Test
    void readsInOneRoundTrip() {
        assertThat(count(true, connection -> read(connection))).isEqualTo(1);
        assertThat(count(true, connection -> {
                    for (int repeat = 0; repeat < 20; repeat++) {
                        read(connection);
                    }
                }))
                .isEqualTo(20);
    }

    @Test
    void readsInOneRoundTripWithoutParameters() {
        assertThat(count(true, connection -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery("select name from ghostworks.artifacts limit 1")) {
                        rows.next();
                    }
                }))
                .isEqualTo(1);
    }

    @Test
    void readsInATransactionWithNothingButItsEnd() {
        assertThat(count(false, connection -> {
                    connection.setReadOnly(true);
                    read(connection);
                    read(connection);
                    connection.commit();
                }))
                .isEqualTo(3);
    }

    @Test
    void writesInATransactionWithItsEndAndOneToCleanUp() {
        assertThat(count(false, connection -> {
                    insert(connection);
                    insert(connection);
                    connection.commit();
                }))
                .isEqualTo(4);
    }

    @Test
    void writesAloneWithOneToCleanUp() {
        assertThat(count(true, connection -> insert(connection))).isEqualTo(2);
    }

    @Test
    void asksNothingForAConnectionThatIsNotUsed() {
        assertThat(count(true, connection -> {})).isZero();
        assertThat(count(false, Connection::commit)).isZero();
    }

    @Test
    void joinsAWriteWithoutOneMore() {
        assertThat(count(false, connection -> {
                    insert(connection);
                    database.tables().write(scope, dsl -> TwoTenants.insert(dsl, scope));
                    connection.commit();
                }))
                .isEqualTo(4);
    }

    private interface Use {

        void of(Connection connection) throws SQLException;
    }

    private int count(boolean autoCommit, Use use) {
        return database.tenancy().within(scope, () -> {
            wire.take();
            try (Connection connection = armed.getConnection()) {
                connection.setAutoCommit(autoCommit);
                use.of(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return wire.take();
        });
    }

    private static void read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
            statement.setObject(1, UUID.randomUUID());
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isFalse();
            }
        }
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, scope.tenant().value());
            statement.setObject(2, UUID.randomUUID());
            statement.executeUpdate();
        }
    }
}
