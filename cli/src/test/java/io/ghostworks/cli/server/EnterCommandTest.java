package io.ghostworks.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient;
import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnterCommandTest {

    private static final Pattern SEAL = Pattern.compile("\\\\bind '([0-9a-f]{146})'");

    private final RunningServer server = RunningServer.start(Map.of());
    private final Person person = ApiClient.of(server).newPerson();
    private final String workspace = person.newWorkspace();
    private final String slug =
            person.api().get("/workspaces/" + workspace).send().expect(200).get("slug");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path home;

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void opensTheWorkspaceToPsqlAsItsMember() throws IOException, SQLException {
        assertThat(run(slug, "--as", person.email(), "--minutes", "7")).isZero();
        assertThat(out.toString())
                .contains("begin;", "idle_in_transaction_session_timeout = '7min'", "\\echo 'Inside " + slug);
        Matcher seal = SEAL.matcher(out.toString());
        assertThat(seal.find()).isTrue();
        try (Connection app = server.database().appDataSource().getConnection()) {
            app.setAutoCommit(false);
            assertThat(first(app, "select role from ghostworks.enter(?, null)", seal.group(1)))
                    .isEqualTo("null");
            assertThat(first(app, "select id from ghostworks.tenants where slug = ?", slug))
                    .isEqualTo(workspace);
            assertThat(first(app, "select ghostworks.user_id() where ? <> ''", slug))
                    .isEqualTo(person.id());
        }
    }

    @Test
    void refusesWhoIsNoMemberAndWhoIsNobodyInOneLine() throws IOException {
        Person stranger = ApiClient.of(server).newPerson();
        assertThat(run(slug, "--as", stranger.email())).isEqualTo(1);
        assertThat(run(slug, "--as", "nobody@example.org")).isEqualTo(1);
        assertThat(run(slug, "--as", "no email")).isEqualTo(2);
        assertThat(run(slug, "--as", person.email(), "--minutes", "61")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(4).allMatch(line -> line.startsWith("ghostworks: "));
    }

    private int run(String... arguments) throws IOException {
        Path config = Files.writeString(
                home.resolve("config"),
                "DATABASE_URL=" + RunningServer.url(server.database().app()) + "\nDATABASE_SIGN_IN_URL="
                        + RunningServer.url(server.database().signIn()) + "\nSEAL_KEY="
                        + server.database().sealKeyText() + "\n");
        String[] all = new String[arguments.length + 4];
        all[0] = "db";
        all[1] = "enter";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 2] = "--config";
        all[all.length - 1] = config.toString();
        return Main.commandLine(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    private static String first(Connection app, String sql, String value) throws SQLException {
        try (PreparedStatement statement = app.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        }
    }
}
