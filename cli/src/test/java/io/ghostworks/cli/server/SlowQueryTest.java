package io.ghostworks.cli.server;

import static io.ghostworks.api.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient;
import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log tells of statements that take long, and nothing of what was in them. */
@ExtendWith(DatabaseExtension.class)
class SlowQueryTest {
    @TempDir
    Path home;

    private String workspace = "";

    private List<String> logOfAChangeThatWaits(TestDatabase database, String format) throws Exception {
        Map<String, String> keys = Map.of(
                "DATABASE_URL",
                RunningServer.url(database.app()),
                "DATABASE_SIGN_IN_URL",
                RunningServer.url(database.signIn()),
                "DATABASE_MIGRATION_URL",
                RunningServer.url(database.admin()),
                "DATABASE_SLOW_QUERY_MS",
                "1000",
                "DATABASE_STATEMENT_TIMEOUT",
                "2",
                "SEAL_KEY",
                database.sealKeyText(),
                "LOG_FORMAT",
                format,
                "PORT",
                "0");
        try (ServerProcess process = ServerProcess.run(home, keys, "serve");
                Connection connection = database.adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            Person person = ApiClient.of(process.uri()).newPerson();
            workspace = person.newWorkspace();
            String artifact = "/workspaces/" + workspace + "/artifacts/"
                    + person.newArtifact(workspace, "confidential").get("id");
            connection.setAutoCommit(false);
            // The row stays locked until the server stops the statement.
            statement.execute("select from ghostworks.artifacts for update");
            person.api()
                    .patch(artifact)
                    .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                    .header("X-Request-Id", "the-slow-one")
                    .json(json("name", "confidential as well"))
                    .send()
                    .expect(503, "unavailable");
            return process.errors();
        }
    }

    @Test
    void logsAStatementThatWaitedWithItsOperationAndTenantAndWithoutAParameter(TestDatabase database) throws Exception {
        List<String> log = logOfAChangeThatWaits(database, "lines");

        assertThat(log)
                .anySatisfy(line -> assertThat(line)
                        .contains(" ms in JooqArtifactStore.", "tenant " + workspace, "\"ghostworks\".\"artifacts\""))
                .anySatisfy(line -> assertThat(line).contains("the-slow-one "))
                .noneMatch(line -> line.contains("confidential"));
    }

    @Test
    void writesOneJsonObjectALineWithWhatBelongsToTheRequest(TestDatabase database) throws Exception {
        List<JsonNode> log = logOfAChangeThatWaits(database, "json").stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();

        assertThat(log)
                .filteredOn(line -> line.path("request_id").asString("").equals("the-slow-one"))
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> {
                    assertThat(line.propertyNames())
                            .contains(
                                    "time",
                                    "level",
                                    "logger",
                                    "message",
                                    "request_id",
                                    "trace_id",
                                    "span_id",
                                    "tenant",
                                    "user");
                    assertThat(line.path("level").asString()).isEqualTo("WARN");
                    assertThat(line.path("trace_id").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
                    assertThat(line.path("tenant").asString()).isEqualTo(workspace);
                });
        assertThat(log).noneMatch(line -> line.toString().contains("confidential"));
    }
}
