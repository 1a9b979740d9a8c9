package io.ghostworks.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.api.web.Json;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtifactTransferTest {

    private static final String NDJSON = "application/x-ndjson";

    private final ApiClient nobody;
    private final Person owner;
    private String path = "";

    ArtifactTransferTest(RunningServer server) {
        nobody = ApiClient.of(server);
        owner = nobody.newPerson();
    }

    @BeforeEach
    void makeAWorkspace() {
        path = "/workspaces/" + owner.newWorkspace() + "/artifacts";
    }

    private Answer upload(byte[] lines) {
        return owner.api().post(path + "/bulk").body(NDJSON, lines).send();
    }

    @Test
    void importsGoodLinesAndNamesTheBadOnes() {
        String lines = """
                {"name":"one","tags":["a"],"metadata":{"n":1}}

                not json
                {"name":""}
                {"name":"two","unknown":1}
                ["array"]
                {"name":7}
                {"name":"a\\u0000"}
                {"name":"a","name":"b"}
                {"name":"three"}""";

        Answer report = upload(lines.getBytes(UTF_8)).expect(200);

        assertThat(report.json().get("created").intValue()).isEqualTo(2);
        assertThat(report.json().get("failed").intValue()).isEqualTo(7);
        assertThat(report.json()
                        .get("errors")
                        .valueStream()
                        .map(e -> e.get("line").intValue() + e.get("code").asString()))
                .containsExactly(
                        "3malformed_request",
                        "4invalid",
                        "5invalid",
                        "6malformed_request",
                        "7malformed_request",
                        "8invalid",
                        "9malformed_request");
        assertThat(owner.api().get(path).send().items("name")).containsExactlyInAnyOrder("one", "three");
    }

    @Test
    void saysInWhichLineOfTheFileWhatIsWrong() {
        String lines = "{\"name\":\"one\"}\n\nnot json\n{\"name\":7,\"tags\":1}\n";

        assertThat(upload(lines.getBytes(UTF_8))
                        .expect(200)
                        .json()
                        .get("errors")
                        .valueStream()
                        .map(e -> e.get("message").asString()))
                .containsExactly(
                        "The body is not JSON, or names a field twice, at line 3, column 1.",
                        "name: must be a text; tags: must be a list of texts");
    }

    @Test
    void importsWhatItExported() {
        String lines = """
                {"name":"caf\\u00e9","description":"text","tags":["b","a"],"metadata":{"n":1e-9,"o":{"k":[null,true]}}}
                {"name":"plain"}
                """;
        upload(lines.getBytes(UTF_8)).expect(200);
        String exported = owner.api().get(path + "/export").send().expect(200).text();
        String other = "/workspaces/" + owner.newWorkspace() + "/artifacts";

        Answer refused = owner.api()
                .post(other + "/bulk")
                .body(NDJSON, exported.getBytes(UTF_8))
                .send()
                .expect(200);
        assertThat(refused.json().get("failed").intValue()).isEqualTo(2);
        assertThat(refused.json().at("/errors/0/message").asString()).contains("id: is not a known field");
        Answer taken = owner.api()
                .post(other + "/bulk?read_only=ignore")
                .body(NDJSON, exported.getBytes(UTF_8))
                .send()
                .expect(200);

        assertThat(taken.json().get("created").intValue()).isEqualTo(2);
        assertThat(contents(owner.api().get(other + "/export").send().text())).isEqualTo(contents(exported));
    }

    /** An export without what the server alone decides, in an order that does not depend on it. */
    private static List<String> contents(String export) {
        return export.lines()
                .map(line -> ((ObjectNode) Json.MAPPER.readTree(line))
                        .remove(List.of("id", "created_by", "is_active", "version", "created_at", "updated_at"))
                        .toString())
                .sorted()
                .toList();
    }

    @Test
    void refusesOtherChoicesForReadOnlyFields() {
        for (String query : List.of("?read_only=", "?read_only=keep", "?read_only=IGNORE")) {
            owner.api()
                    .post(path + "/bulk" + query)
                    .body(NDJSON, new byte[0])
                    .send()
                    .expect(400, "malformed_request");
        }
        Answer unknown = owner.api()
                .post(path + "/bulk?read_only=ignore")
                .body(NDJSON, "{\"name\":\"a\",\"colour\":1}".getBytes(UTF_8))
                .send()
                .expect(200);
        assertThat(unknown.json().at("/errors/0/message").asString()).isEqualTo("colour: is not a known field");
    }

    @Test
    void passesOverAByteOrderMark() {
        Answer report = upload("\uFEFF{\"name\":\"one\"}\n{\"name\":\"two\"}\n".getBytes(UTF_8))
                .expect(200);
        assertThat(report.json().get("created").intValue()).isEqualTo(2);
        assertThat(upload("\uFEFF\n".getBytes(UTF_8))
                        .expect(200)
                        .json()
                        .get("failed")
                        .intValue())
                .isZero();
    }

    @Test
    void losesOnlyTheLineWhoseMetadataTheDatabaseWouldNotTake() {
        String long131 = "{\"name\":\"long\",\"metadata\":{\"a\":[" + "1e-999,".repeat(130) + "1e-999]}}";
        Answer report = upload(("{\"name\":\"a\"}\n" + long131 + "\n{\"name\":\"b\"}").getBytes(UTF_8))
                .expect(200);

        assertThat(report.json().get("created").intValue()).isEqualTo(2);
        assertThat(report.json().at("/errors/0/line").intValue()).isEqualTo(2);
        assertThat(report.json().at("/errors/0/message").asString()).startsWith("metadata: ");
    }

    @Test
    void tellsWhatIsWrongWithALineInWordsOfOurOwn() {
        String lines = "{\n{\"name\":\"a\"} {\"name\":\"b\"}\n{\"a\":1,\"a\":2}\nnull\nx\n" + "[".repeat(2_000) + "\n";
        Answer report = upload(lines.getBytes(UTF_8)).expect(200);

        assertThat(report.json().get("failed").intValue()).isEqualTo(6);
        assertThat(report.text()).doesNotContainIgnoringCase("jackson").doesNotContain("Feature", "Json", "codec");
        assertThat(report.json().at("/errors/1/message").asString())
                .startsWith("The body has something after its JSON object");
    }

    @Test
    void takesAFileFarLargerThanABodyMayBe() {
        byte[] line = ("{\"name\":\"n\",\"description\":\"" + "d".repeat(9_000) + "\"}\n").getBytes(UTF_8);
        List<InputStream> parts = Stream.generate(() -> (InputStream) new ByteArrayInputStream(line))
                .limit(1_200)
                .toList();

        Answer report = owner.api()
                .post(path + "/bulk")
                .body(
                        NDJSON,
                        BodyPublishers.ofInputStream(() -> new SequenceInputStream(Collections.enumeration(parts))))
                .send()
                .expect(200);

        assertThat(report.json().get("created").intValue()).isEqualTo(1_200);
        assertThat(owner.api().get(path + "/export").send().text().lines()).hasSize(1_200);
    }

    @Test
    void readsPastALineThatIsTooLong() {
        String lines = "{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}\n{\"name\":\"fine\"}\r\n";

        Answer report = upload(lines.getBytes(UTF_8)).expect(200);

        assertThat(report.json().at("/errors/0/code").asString()).isEqualTo("too_large");
        assertThat(report.json().get("created").intValue()).isEqualTo(1);
    }

    @Test
    void namesNoMoreThanAThousandBadLines() {
        Answer report = upload("x\n".repeat(1_500).getBytes(UTF_8)).expect(200);

        assertThat(report.json().get("failed").intValue()).isEqualTo(1_500);
        assertThat(report.json().get("errors")).hasSize(1_000);
    }

    @Test
    void takesBytesThatAreNoTextAsBadLines() {
        byte[] lines = {(byte) 0xC3, 0x28, '\n', 0, '\n', (byte) 0xFF, (byte) 0xFE, '\n', '{', '\n'};

        assertThat(upload(lines).expect(200).json().get("failed").intValue()).isEqualTo(4);
    }

    @Test
    void importsNothingFromNothing() {
        assertThat(upload(new byte[0]).expect(200).text()).isEqualTo("{\"created\":0,\"failed\":0,\"errors\":[]}");
    }

    @Test
    void asksWhoItIsBeforeItReads() {
        Person stranger = nobody.newPerson();

        stranger.api()
                .post(path + "/bulk")
                .body(NDJSON, "x\n".getBytes(UTF_8))
                .send()
                .expect(404, "not_found");
        stranger.api().get(path + "/export").send().expect(404, "not_found");
        nobody.post(path + "/bulk").body(NDJSON, "x\n".getBytes(UTF_8)).send().expect(401);
        owner.api().post(path + "/bulk").json("{}").send().expect(415, "unsupported_media_type");
    }

    @Test
    void exportsWhatItImported() {
        List<String> names =
                IntStream.range(0, 1_100).mapToObj(i -> "artifact " + i).toList();
        String lines =
                names.stream().map(name -> "{\"name\":\"" + name + "\"}\n").reduce("", String::concat);
        upload(lines.getBytes(UTF_8)).expect(200);

        Answer export = owner.api()
                .get(path + "/export")
                .header("Accept", NDJSON)
                .send()
                .expect(200);

        assertThat(export.text()
                        .lines()
                        .map(line -> Json.MAPPER.readTree(line).get("name").asString()))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    private Answer uploadAtomic(String lines) {
        return owner.api()
                .post(path + "/bulk?atomic=true")
                .body(NDJSON, lines.getBytes(UTF_8))
                .send();
    }

    private List<String> stored() {
        return owner.api()
                .get(path + "/export")
                .send()
                .text()
                .lines()
                .map(line -> Json.MAPPER.readTree(line).get("name").asString())
                .toList();
    }

    @Test
    void storesAllOfAGoodFileAtOnce() {
        assertThat(uploadAtomic("{\"name\":\"one\"}\n{\"name\":\"two\"}")
                        .expect(200)
                        .text())
                .isEqualTo("{\"created\":2,\"failed\":0,\"errors\":[]}");
        assertThat(uploadAtomic("").expect(200).text()).isEqualTo("{\"created\":0,\"failed\":0,\"errors\":[]}");
        assertThat(stored()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void storesNothingOfAFileWithABadLineAndNamesEveryOne() {
        String good = "{\"name\":\"good\"}\n".repeat(1_200);

        Answer problem = uploadAtomic(good + "x\n" + good + "{}\n").expect(422, "invalid");

        assertThat(problem.json().get("created").intValue()).isZero();
        assertThat(problem.json().get("failed").intValue()).isEqualTo(2);
        assertThat(problem.json()
                        .get("errors")
                        .valueStream()
                        .map(e -> e.get("line").intValue() + e.get("code").asString()))
                .containsExactly("1201malformed_request", "2402invalid");
        assertThat(stored()).isEmpty();
    }

    @Test
    void refusesAnythingButTrueAndFalse() {
        for (String query : List.of("atomic=yes", "atomic=", "atomic", "atomic=true&atomic=true", "atom=true")) {
            owner.api()
                    .post(path + "/bulk?" + query)
                    .body(NDJSON, "{\"name\":\"n\"}".getBytes(UTF_8))
                    .send()
                    .expect(400, "malformed_request");
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void storesNothingOfABodyThatBreaksOff() throws Exception {
        String good = "{\"name\":\"good\"}\n".repeat(1_200);
        for (boolean closed : new boolean[] {true, false}) {
            try (Socket socket = upload("?atomic=true", good, good.length() + 1)) {
                if (closed) {
                    continue;
                }
                socket.shutdownOutput();
                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .startsWith("HTTP/1.1 400 ");
            }
        }
        assertThat(uploadAtomic("{\"name\":\"after\"}").expect(200).status()).isEqualTo(200);
        assertThat(stored()).containsExactly("after");
    }

    @Test
    void keepsWholeBatchesOfABodyThatBreaksOff() throws Exception {
        String good = "{\"name\":\"good\"}\n".repeat(1_200);
        try (Socket socket = upload("", good, good.length() + 1)) {
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 400 ");
        }
        assertThat(stored()).hasSize(1_000);
    }

    @Test
    void lendsNoMoreThanFourConnectionsToImportsThatTakeTheirTime() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            Answer answer = uploadAtomic("");
            while (answer.status() == 200) {
                // One more each time, as the question itself may have kept one of them out.
                slow.add(upload("?atomic=true", "", 1));
                answer = uploadAtomic("");
            }
            answer.expect(503, "unavailable");
            upload("{\"name\":\"n\"}".getBytes(UTF_8)).expect(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        while (uploadAtomic("").status() == 503) {
            Thread.onSpinWait();
        }
        assertThat(stored()).containsExactly("n");
    }

    /** Begins an upload. */
    private Socket upload(String query, String lines, int length) throws IOException {
        return upload(owner, query, lines, length);
    }

    private Socket upload(Person person, String query, String lines, int length) throws IOException {
        URI server = owner.api().server();
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.getOutputStream()
                .write(("POST " + ApiClient.V1 + path + "/bulk" + query
                                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + person.token()
                                + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + length + "\r\n\r\n"
                                + lines)
                        .getBytes(UTF_8));
        return socket;
    }

    @Test
    void tellsAtOnceWhoIsRemovedInTheMiddleOfASlowUpload() throws Exception {
        Person member = nobody.newPerson();
        String workspace = path.split("/", -1)[2];
        owner.add(workspace, member, "member");
        String batch = "{\"name\":\"kept\"}\n".repeat(500);
        try (Socket socket = upload(member, "", batch, 2 * batch.length() + 1)) {
            while (owner.api().get(path).send().items("name").isEmpty()) {
                Thread.onSpinWait();
            }
            owner.api()
                    .delete("/workspaces/" + workspace + "/members/" + member.id())
                    .send()
                    .expect(204);
            socket.getOutputStream().write(batch.getBytes(UTF_8));

            // The last byte never comes; whoever reads ahead for it must not keep the answer.
            socket.setSoTimeout(20_000);
            assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                    .isEqualTo("HTTP/1.1 404");
        }
        assertThat(stored()).hasSize(500);
    }
}
