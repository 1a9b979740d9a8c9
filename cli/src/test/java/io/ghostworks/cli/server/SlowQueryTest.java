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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The log tells of statements that take long, and nothing of what was in them. */
@ExtendWith(DatabaseExtension.class)
class SlowQueryTest {
    @TempDir
    Path home;

    @Test
    void logsAStatementThatWaitedWithItsOperationAndTenantAndWithoutAParameter(TestDatabase database) throws Exception {
        Map<String, String> keys = Map.of(
                "DATABASE_URL", RunningServer.url(database.app()),
                "DATABASE_SIGN_IN_URL", RunningServer.url(database.signIn()),
                "DATABASE_MIGRATION_URL", RunningServer.url(database.admin()),
                "DATABASE_SLOW_QUERY_MS", "1000",
                "DATABASE_STATEMENT_TIMEOUT", "2",
                "SEAL_KEY", database.sealKeyText(),
                "PORT", "0");
        try (ServerProcess process = ServerProcess.run(home, keys, "serve");
                var executor = Executors.newVirtualThreadPerTaskExecutor();
                Connection connection = database.adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            Person person = ApiClient.of(process.uri()).newPerson();
            String workspace = person.newWorkspace();
            String artifact = "/workspaces/" + workspace + "/artifacts/"
                    + person.newArtifact(workspace, "confidential").get("id");
            connection.setAutoCommit(false);
            statement.execute("select from ghostworks.artifacts for update");

            // The row stays locked until the server stops the statement.
            Future<?> change = executor.submit(() -> person.api()
                    .patch(artifact)
                    .json(json("name", "confidential as well"))
                    .send()
                    .expect(503, "unavailable"));
            change.get();

            List<String> slow = process.errors().stream().filter(line -> line.contains(" ms in ")).toList();
            assertThat(slow).anySatisfy(line -> assertThat(line)
                    .contains(" ms in JooqArtifactStore.", "tenant " + workspace, "artifacts")
                    .doesNotContain("confidential"));
            assertThat(process.errors()).noneMatch(line -> line.contains("confidential"));
        }
    }
}
