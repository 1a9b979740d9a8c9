package io.ghostworks.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.Answer;
import io.ghostworks.api.ApiClient;
import io.ghostworks.api.ApiClient.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that would cost too much is refused or cut off, and the one connection of the pool goes on to serve. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostlySearchTest {

    private final RunningServer server = RunningServer.start(Map.of(
            "DATABASE_POOL_SIZE", "1",
            "DATABASE_MAX_OVERFLOW", "0",
            "DATABASE_STATEMENT_TIMEOUT", "1"));
    private final Person person = ApiClient.of(server).newPerson();
    private final String artifacts = "/workspaces/" + person.newWorkspace() + "/artifacts";

    @AfterEach
    void serves() {
        person.api().get(artifacts + "?name=e").send().expect(200);
        var pool = ApiClient.of(server)
                .call("GET", "/health/detailed")
                .send()
                .expect(200)
                .json()
                .at("/services/database/pool");
        assertThat(pool.get("total").intValue()).isEqualTo(1);
        assertThat(pool.get("waiting").intValue()).isZero();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** A lock stands in for millions of rows: the time runs out, whatever it is spent on. */
    @ParameterizedTest
    @ValueSource(strings = {"name=e", "similar=ab", "q=a", "tag=a", "metadata=%7B%7D", "name=e&count=true"})
    void cutsOffASearchThatTakesTooLong(String query) throws SQLException {
        try (Connection other = server.database().adminDataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table ghostworks.artifacts in access exclusive mode");

            Answer refused = person.api().get(artifacts + "?" + query).send().expect(503, "unavailable");

            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(refused.text()).doesNotContain("statement", "select");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag", "any_tag"})
    void refusesAThousandTags(String parameter) {
        String tags =
                IntStream.range(0, 1_000).mapToObj(i -> parameter + "=tag" + i).collect(Collectors.joining("&"));

        Answer refused = person.api().get(artifacts + "?" + tags).send().expect(422, "invalid");

        assertThat(refused.fields()).containsExactly(parameter);
    }

    @Test
    void refusesMetadataOfMoreThanFourKibibytes() {
        String metadata = "{\"a\":\"" + "x".repeat(4 * 1024) + "\"}";

        Answer refused = person.api()
                .get(artifacts + "?metadata=" + URLEncoder.encode(metadata, StandardCharsets.UTF_8))
                .send()
                .expect(422, "invalid");

        assertThat(refused.fields()).containsExactly("metadata");
    }

    @Test
    void refusesMetadataOfMegabytes() {
        String metadata = "%7B%22a%22:%22" + "x".repeat(2 * 1024 * 1024) + "%22%7D";

        person.api().get(artifacts + "?metadata=" + metadata).send().expect(400, "malformed_request");
    }
}
