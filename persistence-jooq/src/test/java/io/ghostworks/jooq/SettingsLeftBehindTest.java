package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Unavailable;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import io.ghostworks.testing.contract.artifact.Filters;
import io.ghostworks.value.JsonObject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every setting that any role may change, left on the connection with every value at its bounds, as behind a pooler that resets nothing,
 * by somebody who has the password: the next tenant's request is answered rightly, or that it cannot be answered now.
 */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsLeftBehindTest {

    private static final String ANYBODYS = """
            select name, unnest(case vartype
              when 'bool' then array[case setting when 'on' then 'off' else 'on' end]
              when 'enum' then array_remove(enumvals, setting)
              when 'string' then array['', 'nonsense', 'all']
              else array_remove(array[min_val, max_val, case unit when 'ms' then '1' end], null) end)
            from pg_settings where context = 'user' order by 1, 2""";

    private final TestDatabase database;
    /** The one connection to the server that everybody shares. */
    private @Nullable Connection shared;

    private String left = "";

    SettingsLeftBehindTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void breaksNoRequestOfTheNextTenant() throws SQLException {
        Database adapter = Database.over(source(), () -> TestPorts.key(database), database.signInDataSource());
        World world = new World(TestPorts.of(adapter, database));
        Room room = world.room();
        Artifact report = room.artifact(
                ArtifactContent.of("annual report", "of the year", List.of("a", "b"), new JsonObject(Map.of("n", 1))));
        for (int i = 0; i < 30; i++) {
            room.artifact("another " + i);
        }
        Room other = world.room();
        other.artifact("annual report of somebody else");

        List<String> failures = new ArrayList<>();
        Set<String> answered = new java.util.TreeSet<>();
        for (Map.Entry<String, String> setting : settings()) {
            left = "select set_config('" + setting.getKey() + "', '" + setting.getValue() + "', false)";
            requests(room, report).forEach((request, work) -> {
                try {
                    work.run();
                    answered.add(setting.getKey());
                } catch (Unavailable now) {
                    // What a client is told is that it may try again.
                } catch (RuntimeException | AssertionError wrong) {
                    failures.add(setting + ", " + request + ": " + wrong);
                }
            });
            forget();
        }

        assertThat(failures).isEmpty();
        assertThat(answered).hasSizeGreaterThan(100);
    }

    private Map<String, Runnable> requests(Room room, Artifact report) {
        Map<String, Runnable> requests = new LinkedHashMap<>();
        requests.put("get", () -> assertThat(room.find(report.id())).contains(report));
        requests.put("list", () -> assertThat(room.list(ArtifactFilter.ALL)).hasSize(31));
        requests.put(
                "words", () -> assertThat(room.list(Filters.query("annual"))).containsExactly(report));
        requests.put(
                "similar",
                () -> assertThat(room.list(Filters.similarName("anual report"))).containsExactly(report));
        requests.put(
                "metadata",
                () -> assertThat(room.list(Filters.metadata(new JsonObject(Map.of("n", 1)))))
                        .containsExactly(report));
        requests.put(
                "stats",
                () -> assertThat(room.read(stores -> stores.artifacts().stats()).active())
                        .isEqualTo(31));
        requests.put(
                "workspaces",
                () -> assertThat(room.ports().directory().list(room.owner().id()))
                        .hasSize(1));
        requests.put("write", () -> {
            Artifact made = room.draft(ArtifactContent.of("made", null, null, null), World.THEN);
            assertThat(room.<Artifact>write(stores -> {
                                stores.artifacts().createAll(List.of(made));
                                stores.artifacts()
                                        .replace(made.id(), ArtifactContent.of("new", null, List.of("t"), null));
                                Artifact read = stores.artifacts().get(made.id());
                                stores.artifacts().delete(made.id());
                                return read;
                            })
                            .content())
                    .isEqualTo(ArtifactContent.of("new", null, List.of("t"), null));
        });
        return requests;
    }

    private List<Map.Entry<String, String>> settings() throws SQLException {
        List<Map.Entry<String, String>> settings = new ArrayList<>(List.of(
                // What is known only once the code that knows it is loaded.
                Map.entry("plpgsql.extra_errors", "all"),
                Map.entry("plpgsql.extra_warnings", "all"),
                Map.entry("plpgsql.variable_conflict", "use_column"),
                Map.entry("pg_trgm.similarity_threshold", "0"),
                Map.entry("pg_trgm.similarity_threshold", "1"),
                Map.entry("pg_trgm.word_similarity_threshold", "1"),
                Map.entry("pg_trgm.strict_word_similarity_threshold", "1")));
        try (Connection app = database.appDataSource().getConnection();
                Statement statement = app.createStatement();
                ResultSet rows = statement.executeQuery(ANYBODYS)) {
            while (rows.next()) {
                settings.add(Map.entry(rows.getString(1), rows.getString(2)));
            }
        }
        return settings;
    }

    private DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return lent();
                });
    }

    /** The one connection, spoilt, which closing gives back. */
    private Connection lent() throws SQLException {
        Connection known = shared;
        if (known == null || known.isClosed()) {
            known = database.appDataSource().getConnection();
            shared = known;
        }
        Connection connection = known;
        if (!left.isEmpty()) {
            run(connection, left);
        }
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : call(connection, method, arguments));
    }

    private static @Nullable Object call(
            Connection connection, java.lang.reflect.Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void forget() {
        Connection known = shared;
        if (known == null) {
            return;
        }
        try (Statement statement = known.createStatement()) {
            known.setAutoCommit(true);
            statement.execute("discard all");
        } catch (SQLException e) {
            shared = null;
        }
    }

    private static void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            // The server does not take the value, or the driver does not: then nothing is left behind.
        }
    }
}
