package io.ghostworks.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.server.RunningServer;
import io.ghostworks.server.ServerExtension;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

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
}
