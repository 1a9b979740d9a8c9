package io.ghostworks.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient;
import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.build.RoundTrips;
import io.ghostworks.build.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a request asks the database, counted on the wire: authentication and membership are in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripTest {

    /** More than it takes until the driver prepares a statement on the server. */
    private static final int REQUESTS = 12;

    private final List<RoundTrips> wires = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final RunningServer server = RunningServer.start(this::throughTheWire);
    private final Person person = ApiClient.of(server).newPerson();
    private final String workspace = person.newWorkspace();
    private final String artifacts = "/workspaces/" + workspace + "/artifacts";
    private final String artifact =
            artifacts + "/" + person.newArtifact(workspace, "counted").get("id");

    /** One connection, so that none is opened while it is counted. */
    private Map<String, String> throughTheWire(TestDatabase database) {
        URI direct = URI.create(database.app().jdbcUrl().substring("jdbc:".length()));
        try {
            wires.add(new RoundTrips(direct.getHost(), direct.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String url =
                "postgresql://" + database.app().user() + ":" + database.app().password() + "@127.0.0.1:"
                        + wires.getFirst().port() + direct.getPath() + "?sslmode=disable&gssEncMode=disable";
        return Map.of("DATABASE_URL", url, "DATABASE_POOL_SIZE", "1", "DATABASE_MAX_OVERFLOW", "0");
    }

    @AfterAll
    void stop() {
        server.close();
        wires.forEach(RoundTrips::close);
    }

    @Test
    void readsAnArtifactInOne() {
        assertIsOne(artifact, 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?limit=5", "?name=count", "?tag=a", "?q=counted"})
    void readsAPageInOne(String query) {
        assertIsOne(artifacts + query, 200);
    }

    @Test
    void readsForAProgramInOne() {
        String key = person.api()
                .post("/workspaces/" + workspace + "/api-keys")
                .json(ApiClient.json("name", "counted", "role", "member"))
                .send()
                .expect(201)
                .get("key");
        ApiClient program = ApiClient.of(server).with(key);

        assertThat(trips(program, artifact, 200).getMin()).isEqualTo(1);
        assertThat(trips(program, "/workspaces/" + UUID.randomUUID(), 404).getMax())
                .isLessThanOrEqualTo(2);
    }

    @Test
    void refusesAStrangerInOne() {
        Person stranger = ApiClient.of(server).newPerson();

        assertThat(trips(stranger, artifact, 404).getMin()).isEqualTo(1);
    }

    @Test
    void asksAsOftenForAForeignWorkspaceAsForNone() {
        Person stranger = ApiClient.of(server).newPerson();
        String none = artifact.replace(workspace, UUID.randomUUID().toString());

        assertThat(trips(stranger, artifact, 404).getMin())
                .isEqualTo(trips(stranger, none, 404).getMin());
    }

    private void assertIsOne(String path, int status) {
        IntSummaryStatistics trips = trips(person, path, status);

        assertThat(trips.getMin()).isEqualTo(1);
        // After half a second's rest, which a busy machine may make of any pause, the pool asks whether all is well.
        assertThat(trips.getMax()).isLessThanOrEqualTo(2);
    }

    private IntSummaryStatistics trips(Person caller, String path, int status) {
        return trips(caller.api(), path, status);
    }

    private IntSummaryStatistics trips(ApiClient caller, String path, int status) {
        return IntStream.range(0, REQUESTS)
                .map(request -> {
                    wires.getFirst().take();
                    caller.get(path).send().expect(status);
                    return wires.getFirst().take();
                })
                .summaryStatistics();
    }
}
