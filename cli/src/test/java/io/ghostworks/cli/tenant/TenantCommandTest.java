package io.ghostworks.cli.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.cli.Main;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.operations.tenant.ArchiveKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands as they are typed: what they print, and how they end. */
@ExtendWith(DatabaseExtension.class)
class TenantCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @SuppressWarnings("NullAway.Init") // before each test
    private TestDatabase database;

    private Path archive = Path.of("");
    private Path key = Path.of("");
    private Path trusted = Path.of("");

    @BeforeEach
    void prepare(TestDatabase fresh) throws SQLException {
        database = fresh;
        archive = folder.resolve("acme.tar");
        key = folder.resolve("archive.key");
        trusted = folder.resolve("archive.pub");
        ArchiveKeys.makeMissing(key, trusted);
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("""
                    begin;
                    insert into ghostworks.users (id, email, password_hash) values ('11111111-0000-4000-8000-000000000001', 'ann@example.org', 'x');
                    insert into ghostworks.tenants (id, name, slug) values ('aaaaaaaa-0000-4000-8000-000000000001', E'Acme\\u001b[31m', 'acme');
                    insert into ghostworks.workspace_memberships (tenant_id, user_id, role)
                    values ('aaaaaaaa-0000-4000-8000-000000000001', '11111111-0000-4000-8000-000000000001', 'owner');
                    insert into ghostworks.artifacts (tenant_id, name) values ('aaaaaaaa-0000-4000-8000-000000000001', 'one');
                    commit""");
        }
    }

    private int run(String... arguments) {
        return Main.commandLine(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        Stream.concat(Stream.of("tenant"), Stream.of(arguments)).toArray(String[]::new));
    }

    private int tenant(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        DatabaseUrl admin = database.admin();
        all.add("--database="
                + admin.toString().replace("@", (admin.password() == null ? "" : ":" + admin.password()) + "@"));
        return run(all.toArray(String[]::new));
    }

    private JsonNode json() {
        JsonNode value = JsonMapper.shared().readTree(out.toString());
        out.getBuffer().setLength(0);
        return value;
    }

    @Test
    void goesRoundAndTellsEachStep() {
        assertThat(tenant("list")).isZero();
        assertThat(tenant("usage", "acme")).isZero();
        assertThat(tenant("export", "acme", archive.toString(), "--key", key.toString()))
                .isZero();
        assertThat(tenant("import", archive.toString(), "--trust", trusted.toString(), "--as", "copy", "--diff"))
                .isZero();
        assertThat(tenant("erase", "acme", "--yes")).isZero();
        assertThat(tenant("import", archive.toString(), "--trust", trusted.toString()))
                .isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("acme", "Acme?[31m", "ghostworks.artifacts", "exported acme: 3 rows of 7 tables")
                .contains(
                        "would import copy, id ", "erased acme, id aaaaaaaa-", "1 of its members are now in no tenant")
                .contains("imported acme, id aaaaaaaa-0000-4000-8000-000000000001, as of ")
                .doesNotContain("\u001b");
    }

    @Test
    void answersJson() {
        assertThat(tenant("list", "--json")).isZero();
        assertThat(json().path("slug").asString()).isEqualTo("acme");
        assertThat(tenant("export", "acme", archive.toString(), "--key", key.toString(), "--json"))
                .isZero();
        assertThat(json().path("tables").size()).isEqualTo(7);
        assertThat(tenant("erase", "acme", "--yes", "--json")).isZero();
        assertThat(json().path("members_of_no_other").asInt()).isEqualTo(1);
        assertThat(tenant("import", archive.toString(), "--trust", trusted.toString(), "--json"))
                .isZero();
        assertThat(json().path("tenant").path("slug").asString()).isEqualTo("acme");
    }

    @Test
    void endsWithALineAndACodeForEachProblem() throws IOException {
        Path foreign = Files.writeString(folder.resolve("foreign.tar"), "x".repeat(5_000));

        assertThat(tenant("usage", "nobody")).isEqualTo(2);
        assertThat(tenant("erase", "acme")).isEqualTo(1);
        assertThat(tenant("export", "acme", folder.resolve("no/where.tar").toString(), "--key", key.toString()))
                .isEqualTo(2);
        assertThat(tenant("export", "acme", foreign.toString(), "--key", key.toString()))
                .isEqualTo(2);
        assertThat(tenant("export", "acme", folder.toString(), "--key", key.toString()))
                .isEqualTo(2);
        assertThat(tenant("export", "acme", archive.toString(), "--key", trusted.toString()))
                .isEqualTo(7);
        assertThat(tenant("import", foreign.toString(), "--trust", trusted.toString()))
                .isEqualTo(1);
        assertThat(tenant("import", folder.resolve("none.tar").toString(), "--trust", trusted.toString()))
                .isEqualTo(7);
        assertThat(tenant(
                        "import",
                        foreign.toString(),
                        "--trust",
                        folder.resolve("none.pub").toString()))
                .isEqualTo(7);
        assertThat(run("list", "--database=postgresql://u:secret@127.0.0.1:1/x"))
                .isEqualTo(3);

        assertThat(err.toString()).doesNotContain("secret", "\tat ");
        assertThat(err.toString().lines()).hasSize(10).allMatch(line -> line.startsWith("ghostworks: "));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("archive.key", "archive.pub", "foreign.tar");
        }
    }
}
