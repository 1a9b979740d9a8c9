package io.ghostworks.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.cli.command.Failures;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(DatabaseExtension.class)
class DoctorCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void endsWithZeroOnAHealthyDatabase(TestDatabase database) {
        assertThat(run(environment(database.app()))).isZero();
        assertThat(out).hasToString("No findings.\n");
    }

    @Test
    void endsWithZeroOnWarningsAlone(TestDatabase database) throws SQLException {
        Sql.run(
                database.adminDataSource(),
                "alter table ghostworks.artifacts add column number bigint generated always as identity");

        assertThat(run(environment(database.app()))).isZero();
        assertThat(out.toString()).startsWith("WARNING").endsWith("0 errors, 1 warning\n");
    }

    @Test
    void endsWithOneOnAnErrorAndShowsTheFix(TestDatabase database) throws SQLException {
        Sql.run(database.adminDataSource(), "alter table ghostworks.artifacts no force row level security");

        assertThat(run(environment(database.app()))).isEqualTo(1);
        assertThat(out.toString())
                .contains("ERROR    table ghostworks.artifacts  rls-not-forced\n")
                .contains("\n             alter table ghostworks.artifacts force row level security;\n")
                .endsWith("\n1 error, 0 warnings\n");
    }

    @Test
    void answersJson(TestDatabase database) throws SQLException {
        Sql.run(database.adminDataSource(), "alter table ghostworks.artifacts no force row level security");

        assertThat(run(environment(database.app()), "--json")).isEqualTo(1);
        JsonNode answer = JsonMapper.shared().readTree(out.toString());
        assertThat(answer.get("errors").asInt()).isEqualTo(1);
        JsonNode finding = answer.get("findings").get(0);
        assertThat(finding.get("rule").asString()).isEqualTo("rls-not-forced");
        assertThat(finding.get("severity").asString()).isEqualTo("ERROR");
        assertThat(finding.get("object").asString()).isEqualTo("table ghostworks.artifacts");
        assertThat(finding.get("fix").asString())
                .isEqualTo("alter table ghostworks.artifacts force row level security;");
    }

    @Test
    void answersSarif(TestDatabase database) throws SQLException {
        Sql.run(database.adminDataSource(), "alter table ghostworks.artifacts no force row level security");

        assertThat(run(environment(database.app()), "--sarif")).isEqualTo(1);
        JsonNode answer = JsonMapper.shared().readTree(out.toString());
        assertThat(answer.get("version").asString()).isEqualTo("2.1.0");
        JsonNode run = answer.get("runs").get(0);
        assertThat(run.get("tool").get("driver").get("rules").get(0).get("id").asString())
                .isEqualTo("rls-not-forced");
        JsonNode result = run.get("results").get(0);
        assertThat(result.get("ruleId").asString()).isEqualTo("rls-not-forced");
        assertThat(result.get("level").asString()).isEqualTo("error");
        assertThat(result.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asString())
                .isEqualTo("table ghostworks.artifacts");
        assertThat(run(environment(database.app()), "--sarif", "--json")).isEqualTo(2);
    }

    @Test
    void leavesOutWhatIsAccepted(TestDatabase database) throws SQLException {
        Sql.run(database.adminDataSource(), "alter table ghostworks.artifacts no force row level security");

        assertThat(run(environment(database.app()), "--accept", "rls-not-forced=table ghostworks.artifacts"))
                .isZero();
    }

    @Test
    void looksWhereItIsTold(TestDatabase database) throws SQLException {
        Sql.run(
                database.adminDataSource(),
                "create schema acme; create table acme.orders (org uuid not null primary key)");

        assertThat(run(environment(database.app()), "--schema", "acme", "--tenant-column", "org"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("table acme.orders", "rls-disabled")
                .doesNotContain("ghostworks.artifacts", "ghostworks.users");
    }

    @Test
    void warnsOfThePoolerThatItIsToldOf(TestDatabase database) {
        assertThat(run(environment(database.app()), "--pooler", "PgBouncer 1.18.0"))
                .isZero();
        assertThat(out.toString())
                .startsWith("WARNING  pooler  pooler-outdated\n")
                .contains("CVE-2026-107350");
    }

    @Test
    void refusesToAcceptByARuleThatDoesNotExist(TestDatabase database) {
        assertThat(run(environment(database.app()), "--accept", "rls-disabeld=table a.b"))
                .isEqualTo(2);
        assertThat(run(environment(database.app()), "--accept", "nosuchrule=x")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "ghostworks: --accept: there is no rule rls-disabeld; did you mean rls-disabled?",
                        "ghostworks: --accept: there is no rule nosuchrule; docs/doctor.md lists them");
    }

    @Test
    void endsWithTwoOnWrongUsage(TestDatabase database) {
        Map<String, String> environment = environment(database.app());

        assertThat(run(environment, "--app-role", "nobody")).isEqualTo(2);
        assertThat(run(environment, "--schema", "nowhere")).isEqualTo(2);
        assertThat(run(environment, "--tenant-column", "tennant_id")).isEqualTo(2);
        assertThat(run(environment, "--accept", "rls-disabled")).isEqualTo(2);
        assertThat(run(Map.of(), "--database", "mysql://root:hunter2@host/db")).isEqualTo(2);
        assertThat(run(environment, "--unknown")).isEqualTo(2);
        assertThat(run(environment, "--seal", "--seal-role", "nobody_at_all")).isEqualTo(2);
        assertThat(run(environment, "--pooler", "1.26")).isEqualTo(2);
        assertThat(err.toString())
                .contains("ghostworks: there is no role nobody on this server\n")
                .contains("ghostworks: there is no schema nowhere in this database\n")
                .contains("ghostworks: no table has a column tennant_id; most have: ")
                .contains("ghostworks: there is no role nobody_at_all on this server\n")
                .contains("ghostworks: the version of the pooler looks like 'PgBouncer 1.26.1', which its console")
                .doesNotContain("hunter2", "Exception");
    }

    @Test
    void endsWithThreeWhereNothingListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(run(Map.of(), "--database", "postgresql://me:hunter2@127.0.0.1:" + free + "/db"))
                .isEqualTo(3);
        assertThat(err.toString())
                .startsWith("ghostworks: cannot examine postgresql://me@127.0.0.1:" + free + "/db: ")
                .hasLineCount(1)
                .doesNotContain("hunter2");
    }

    @Test
    void endsWithFiveOnAWrongPassword(TestDatabase database) {
        assertThat(run(environment(
                        database.app().withUser(String.valueOf(database.app().user()), "hunter2"))))
                .isEqualTo(5);
        assertThat(err.toString()).contains("password").hasLineCount(1).doesNotContain("hunter2");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return new CommandLine(new DoctorCommand(environment))
                .setExecutionExceptionHandler(new Failures())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static Map<String, String> environment(DatabaseUrl url) {
        String separator = url.jdbcUrl().contains("?") ? "&" : "?";
        return Map.of("DATABASE_URL", url.jdbcUrl() + separator + "user=" + url.user() + "&password=" + url.password());
    }
}
