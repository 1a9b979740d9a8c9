package io.ghostworks.cli.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient;
import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.command.Failures;
import io.ghostworks.cli.console.Progress;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The commands as people run them, against a server. */
@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningServer server;
    private final Person owner;
    private final Map<String, String> environment = new HashMap<>();
    private final String slug = "transfer-" + UUID.randomUUID();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    TransferTest(RunningServer server) {
        this.server = server;
        this.owner = ApiClient.of(server).newPerson();
    }

    @BeforeEach
    void logOut() {
        out = new StringWriter();
        err = new StringWriter();
        environment.clear();
        environment.putAll(Map.of(
                "GHOSTWORKS_SERVER", server.uri().toString(),
                "GHOSTWORKS_EMAIL", owner.email(),
                "GHOSTWORKS_PASSWORD", owner.password()));
    }

    private String newWorkspace() {
        String name = slug + UUID.randomUUID();
        owner.api()
                .post("/workspaces")
                .json(ApiClient.json("name", name, "slug", name))
                .send()
                .expect(201);
        return name;
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setExecutionExceptionHandler(new Failures())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int importing(String... arguments) {
        return run(new ImportCommand(environment), arguments);
    }

    private int exporting(String... arguments) {
        return run(new ExportCommand(environment), arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private void failsWith(int code, int actual, String... parts) {
        assertThat(actual).as(() -> out + " " + err).isEqualTo(code);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("ghostworks: ").contains(parts);
        assertThat(err + out.toString()).doesNotContain("Exception", "\tat ", owner.password(), owner.token());
        err = new StringWriter();
    }

    @Test
    void importsAndExportsAFile() throws IOException {
        String workspace = newWorkspace();
        String lines = "{\"name\":\"one\",\"tags\":[\"a\"]}\n{\"name\":\"two\",\"metadata\":{\"n\":1}}\n";
        Path target = folder.resolve("exported.ndjson");

        assertThat(importing(file("two.ndjson", lines), "--workspace", workspace))
                .isZero();
        assertThat(exporting(target.toString(), "--workspace", workspace)).isZero();

        assertThat(out.toString().lines().map(String::strip).toList())
                .containsExactly("created            2", "failed             0", "exported 2");
        assertThat(err.toString()).isEmpty();
        assertThat(Files.readAllLines(target).stream()
                        .map(line -> JSON.readTree(line).get("name").asString()))
                .containsExactlyInAnyOrder("one", "two");
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("two.ndjson", "exported.ndjson");
        }
    }

    @Test
    void namesEveryLineOfAnExportAsItsIdsAreNotTakenBack() throws IOException {
        String from = newWorkspace();
        String to = newWorkspace();
        String lines = "{\"name\":\"one\"}\n".repeat(1_200);
        importing(file("lines.ndjson", lines), "--workspace", from);
        String exported = folder.resolve("from.ndjson").toString();

        assertThat(exporting(exported, "--workspace", from)).isZero();
        assertThat(importing(exported, "--workspace", to)).isEqualTo(1);

        assertThat(out.toString()).contains("failed         1,200", "  line    1  invalid", "and 200 more");
    }

    @Test
    void namesBadLinesAndEndsWith1() throws IOException {
        String workspace = newWorkspace();
        String lines = "{\"name\":\"one\"}\n".repeat(9) + "x\n{\"name\":\"\"}\n";

        assertThat(importing(file("bad.ndjson", lines), "--workspace", workspace))
                .isEqualTo(1);

        assertThat(out.toString().lines().toList())
                .hasSize(4)
                .startsWith("created            9", "failed             2")
                .anyMatch(line -> line.startsWith("  line 10  malformed_request  The body is not JSON"))
                .anyMatch(line -> line.startsWith("  line 11  invalid            name: must have 1 to 255"));
    }

    @Test
    void storesAllOrNothingAndReportsAsJson() throws IOException {
        String workspace = newWorkspace();
        String bad = file("bad.ndjson", "{\"name\":\"one\"}\nx\n");
        String good = file("good.ndjson", "{\"name\":\"one\"}\n");

        assertThat(importing(bad, "--workspace", workspace, "--atomic", "--json"))
                .isEqualTo(1);
        assertThat(JSON.readTree(out.toString()).toString())
                .startsWith("{\"created\":0,\"failed\":1,\"errors\":[{\"line\":2,");
        out = new StringWriter();
        assertThat(importing(bad, "--workspace", workspace, "--atomic")).isEqualTo(1);
        assertThat(out.toString()).contains("Nothing was stored");
        out = new StringWriter();
        assertThat(importing(good, "--workspace", workspace, "--atomic", "--json"))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("{\"created\":1,\"failed\":0,\"errors\":[]}");
        out = new StringWriter();
        assertThat(exporting(folder.resolve("o").toString(), "--workspace", workspace, "--json"))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("{\"exported\":1}");
    }

    @Test
    void importsWhatItExported() throws IOException {
        String first = newWorkspace();
        String lines =
                "{\"name\":\"one\",\"tags\":[\"a\"],\"metadata\":{\"k\":1e-9}}\n{\"name\":\"two\",\"description\":\"text\"}\n";
        assertThat(importing(file("lines.ndjson", lines), "--workspace", first)).isZero();
        String export = folder.resolve("export.ndjson").toString();
        assertThat(exporting(export, "--workspace", first)).isZero();
        String second = newWorkspace();

        assertThat(importing(export, "--workspace", second)).isEqualTo(1);
        assertThat(out.toString()).contains("id: is not a known field");
        assertThat(importing(export, "--workspace", second, "--exported")).isZero();
        String again = folder.resolve("again.ndjson").toString();
        assertThat(exporting(again, "--workspace", second)).isZero();

        assertThat(contents(again)).isEqualTo(contents(export));
    }

    /** An export's lines without what the server alone decides, in an order that does not depend on it. */
    private static List<String> contents(String export) throws IOException {
        return Files.readAllLines(Path.of(export)).stream()
                .map(line -> ((ObjectNode) JSON.readTree(line))
                        .remove(List.of("id", "created_by", "is_active", "version", "created_at", "updated_at"))
                        .toString())
                .sorted()
                .toList();
    }

    @Test
    void importsAnEmptyFile() throws IOException {
        assertThat(importing(file("empty", ""), "--workspace", newWorkspace())).isZero();
        assertThat(out.toString()).startsWith("created            0");
    }

    @Test
    void takesATokenInsteadOfAPassword() throws IOException {
        environment.remove("GHOSTWORKS_PASSWORD");
        environment.put("GHOSTWORKS_TOKEN", owner.token());

        assertThat(importing(file("one", "{\"name\":\"one\"}"), "--workspace", newWorkspace()))
                .isZero();
    }

    @Test
    void leavesNoSessionBehind() throws IOException {
        assertThat(importing(file("session.ndjson", ""), "--workspace", newWorkspace()))
                .isZero();

        // The one left is the owner's own.
        server.sql("do $$ begin assert 1 = (select count(*) from ghostworks.sessions s join ghostworks.users u"
                + " on u.id = s.user_id where u.email = '" + owner.email() + "' and s.revoked_at is null),"
                + " 'a session is left'; end $$");
    }

    @Test
    void saysInOneLineWhatIsWrongWithTheCommand() throws IOException {
        String workspace = newWorkspace();
        String one = file("one", "{\"name\":\"one\"}");
        String missing = folder.resolve("missing").toString();

        failsWith(2, importing(missing, "--workspace", workspace), missing, "no such file");
        failsWith(2, importing(folder.toString(), "--workspace", workspace), "is a directory");
        failsWith(2, importing(one, "--workspace", "nowhere"), "no workspace nowhere", workspace);
        failsWith(2, importing(one, "--workspace", workspace, "--server", "http://u:secret@x"), "without a password");
        failsWith(2, exporting(folder.toString(), "--workspace", workspace), "is a directory");
        failsWith(2, exporting(missing + "/x", "--workspace", workspace), "no such directory");
        environment.put("GHOSTWORKS_TOKEN", "secret token\n?");
        failsWith(2, importing(one, "--workspace", workspace), "GHOSTWORKS_TOKEN");
        assertThat(err + out.toString()).doesNotContain("secret");
    }

    @Test
    void leavesAFileThatExistsAloneUnlessItIsForced() throws IOException {
        String workspace = newWorkspace();
        importing(file("one", "{\"name\":\"one\"}"), "--workspace", workspace);
        String existing = file("existing", "mine");

        failsWith(2, exporting(existing, "--workspace", workspace), existing, "--force");
        assertThat(Path.of(existing)).hasContent("mine");
        assertThat(exporting(existing, "--workspace", workspace, "--force")).isZero();
        assertThat(Files.readString(Path.of(existing))).contains("\"name\":\"one\"");
    }

    @Test
    void endsWith5ForWhoIsNotLetIn() throws IOException {
        String one = file("one", "{\"name\":\"one\"}");
        environment.put("GHOSTWORKS_PASSWORD", "a wrong password");
        failsWith(5, importing(one, "--workspace", "any"), "wrong email or password");
        environment.put("GHOSTWORKS_TOKEN", "abc");
        failsWith(5, exporting(folder.resolve("x").toString(), "--workspace", "any"), "token");
        environment.clear();
        failsWith(
                2, importing(one, "--workspace", "any", "--server", server.uri().toString()), "GHOSTWORKS_EMAIL");
    }

    @Test
    void endsWith3WhereNoServerIs() throws IOException {
        String one = file("one", "{\"name\":\"one\"}");
        failsWith(
                3,
                importing(one, "--workspace", "any", "--server", "http://127.0.0.1:1"),
                "cannot reach http://127.0.0.1:1");
    }

    @Test
    void leavesNoHalfFileWhenTheStreamIsCut() throws Exception {
        Path target = folder.resolve("half");
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Impostor cut = new Impostor(List.of(
                json("{\"items\":[{\"id\":\"i\",\"slug\":\"s\"}]}"), json("{\"total\":2}"), head + "3\r\n{}\n\r\n"))) {
            environment.put("GHOSTWORKS_SERVER", cut.address());
            environment.put("GHOSTWORKS_TOKEN", "abc");

            failsWith(3, exporting(target.toString(), "--workspace", "s"), "broke off");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void endsWith4WhereSomethingElseAnswers() throws Exception {
        String one = file("one", "{\"name\":\"one\"}");
        for (String answer : List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
                json("[]"),
                json("{}").replace("200", "500"))) {
            try (Impostor other = new Impostor(List.of(answer))) {
                environment.put("GHOSTWORKS_SERVER", other.address());
                failsWith(4, importing(one, "--workspace", "s"), "does not answer as Ghostworks does");
            }
        }
    }

    @Test
    void tellsNothingToATerminalThatWouldSteerIt() {
        assertThat(ClientProblem.printable("a\u001b[31m\nb\u202e")).isEqualTo("a?[31m; b?");
    }

    @Test
    void showsHowFarItIs() {
        assertThat(progress(true, 200_000_000).line(50_000_000, 5))
                .isEqualTo("[======>                 ]  25 %  50.0 of 200.0 MB  10.0 MB/s  15 s left");
        assertThat(progress(false, 200_000_000).line(50_000_000, 5)).isEqualTo("25 %  50.0 of 200.0 MB  10.0 MB/s");
        assertThat(progress(false, 0).line(50_000_000, 5)).isEqualTo("50.0 MB  10.0 MB/s");
    }

    private Progress progress(boolean live, long total) {
        return new Progress(new PrintWriter(err), live, Progress.Unit.BYTES, () -> 0, total);
    }

    private static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    /** Answers each connection's first request with the next text, and hangs up. */
    private static final class Impostor implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final List<String> answers;

        Impostor(List<String> answers) throws IOException {
            this.answers = new ArrayList<>(answers);
            Thread.ofVirtual().start(this::serve);
        }

        String address() {
            return "http://127.0.0.1:" + listener.getLocalPort();
        }

        private void serve() {
            for (String answer : answers) {
                try (Socket socket = listener.accept()) {
                    InputStream in = socket.getInputStream();
                    in.read(new byte[64 * 1024]);
                    socket.getOutputStream()
                            .write(answer.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                                    .getBytes(UTF_8));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
