package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import io.ghostworks.testing.contract.artifact.Filters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one injected statement stores for the role's later connections, which takes no privilege, does not reach ours. */
@ExtendWith(DatabaseExtension.class)
class RoleSettingsTest {

    private final TestDatabase database;

    RoleSettingsTest(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void forgets() throws SQLException {
        for (DatabaseUrl role : List.of(database.app(), database.signIn())) {
            run(
                    database.adminDataSource(),
                    "alter role " + role.user() + " in database " + database.name() + " reset all");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "default_transaction_read_only, on, off",
        "default_transaction_isolation, serializable, read committed",
        "row_security, off, on",
        "log_parameter_max_length_on_error, -1, 0",
        "statement_timeout, 1ms, 30s"
    })
    void startsConnectionsAsItNeedsThemWhateverARoleStored(String setting, String stored, String needed)
            throws SQLException {
        store(setting, stored);

        assertThat(shown(database.app().jdbcUrl(), setting)).isEqualTo(needed);
        writesAndSearches();
    }

    @Test
    void findsItsOwnObjectsUnderAnySearchPath() throws SQLException {
        store("search_path", "nowhere");

        writesAndSearches();
    }

    @Test
    void letsAnEmbeddingServiceKeepTheSearchPathOfItsRole() throws SQLException {
        store("search_path", "shop");

        assertThat(shown(database.app().jdbcUrl(), "search_path")).isEqualTo("shop");
    }

    @Test
    void joinsTheOptionsOfTheUrlWhichWin() throws SQLException {
        String url = withOptions("-c statement_timeout=7s -c lock_timeout=3s");
        store("default_transaction_read_only", "on");

        assertThat(shown(url, "statement_timeout")).isEqualTo("7s");
        assertThat(shown(url, "lock_timeout")).isEqualTo("3s");
        assertThat(shown(url, "default_transaction_read_only")).isEqualTo("off");
    }

    /** For a pooler that refuses start-up options. */
    @Test
    void sendsNoOptionsWithoutALimitForStatements() throws SQLException {
        store("default_transaction_read_only", "on");
        DatabaseSettings settings = TestPorts.settings(database).withStatementTimeout(Duration.ZERO);

        assertThat(Driver.dataSource(settings).getOptions()).isNull();
        try (Database adapter = Database.open(settings, TestPorts.key(database))) {
            assertThatThrownBy(() -> new World(TestPorts.of(adapter, database)).user())
                    .hasMessageContaining("accepts no changes");
        }
    }

    /** As behind a pooler that refuses start-up options and resets nothing, once somebody has the password. */
    @Test
    void readsATenantOnAConnectionThatWasLeftWithoutRowSecurity() throws SQLException {
        Room room;
        try (Database whole = Database.open(TestPorts.settings(database), TestPorts.key(database))) {
            room = new World(TestPorts.of(whole, database)).room();
            room.artifact("annual report");
        }
        run(
                database.appDataSource(),
                "alter role current_user in database " + database.name() + " set row_security = off");
        DatabaseSettings settings = TestPorts.settings(database).withStatementTimeout(Duration.ZERO);
        try (Database adapter = Database.open(settings, TestPorts.key(database))) {
            assertThat(adapter.tables()
                            .<String>read(
                                    room.scope(),
                                    dsl -> dsl.fetchSingle("show row_security").get(0, String.class)))
                    .isEqualTo("on");
            assertThat(new Room(TestPorts.of(adapter, database), room.tenant(), room.owner())
                            .list(Filters.query("annual")))
                    .hasSize(1);
        }
    }

    private void writesAndSearches() {
        try (Database adapter = Database.open(TestPorts.settings(database), TestPorts.key(database))) {
            World world = new World(TestPorts.of(adapter, database));
            Room room = world.room();
            var artifact = room.artifact("annual report");
            assertThat(room.list(Filters.similarName("anual report"))).containsExactly(artifact);
            assertThat(room.list(Filters.query("annual"))).containsExactly(artifact);
        }
    }

    /** In this database alone: roles belong to the server. The application stores it for itself, as an injection would. */
    private void store(String setting, String value) throws SQLException {
        String sql =
                "alter role current_user in database " + database.name() + " set " + setting + " = '" + value + "'";
        run(database.appDataSource(), sql);
        run(database.signInDataSource(), sql);
    }

    private String shown(String url, String setting) throws SQLException {
        return text(Driver.dataSource(TestPorts.settings(database, url)), "show " + setting);
    }

    private String withOptions(String options) {
        String url = database.app().jdbcUrl();
        return url + (url.contains("?") ? "&" : "?") + "options="
                + URLEncoder.encode(options, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void run(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }
}
