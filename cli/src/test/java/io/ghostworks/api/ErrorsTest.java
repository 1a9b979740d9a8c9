package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.V1;
import static io.ghostworks.api.ApiClient.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The error table, row by row. What a row is about is also tested where it belongs. */
@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorsTest {

    private final RunningServer server;
    private final ApiClient nobody;
    private final Person owner;
    private final String workspace;
    private final String path;

    ErrorsTest(RunningServer server) {
        this.server = server;
        nobody = ApiClient.of(server);
        owner = nobody.newPerson();
        workspace = owner.newWorkspace();
        path = "/workspaces/" + workspace + "/artifacts";
    }

    private Answer post(String json) {
        return owner.api().post(path).json(json).send();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "null",
                "[]",
                "7",
                "\"x\"",
                "{\"name\":\"a\"} x",
                "{\"name\":\"a\"}{}",
                "{'name':'a'}",
                "{\"name\":\"a\",}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"a\",\"metadata\":{\"x\":1,\"x\":2}}",
                "{\"name\":7}",
                "{\"name\":[\"a\"]}",
                "{\"name\":\"a\",\"tags\":\"t\"}",
                "{\"name\":\"a\",\"tags\":[1]}",
                "{\"name\":\"a\",\"metadata\":[]}",
                "{\"name\":\"a\",\"metadata\":\"x\"}",
                "{\"name\":\"a\",\"metadata\":{\"n\":NaN}}",
                "{\"name\":\"a\",\"metadata\":{\"n\":01}}",
                "{\"name\":\"a\\x\"}",
                "{\"name\":\"a\",\"\\ud800\":1}",
                "{\"name\":\"a\n\"}"
            })
    void answers400ToWhatIsNotJsonOrOfTheWrongType(String body) {
        post(body).expect(400, "malformed_request");
    }

    @Test
    void namesEveryFieldOfTheWrongType() {
        String artifact = "{\"name\":7,\"description\":[],\"tags\":[\"a\",1],\"metadata\":\"x\",\"unknown\":1}";
        String[] ofArtifact = {"name", "description", "tags", "metadata"};
        assertThat(post(artifact).expect(400, "malformed_request").fields()).containsExactly(ofArtifact);
        String id = post("{\"name\":\"right\"}").expect(201).get("id");
        assertThat(owner.api()
                        .put(path + "/" + id)
                        .json(artifact)
                        .send()
                        .expect(400, "malformed_request")
                        .fields())
                .containsExactly(ofArtifact);
        assertThat(owner.api()
                        .patch(path + "/" + id)
                        .json(artifact)
                        .send()
                        .expect(400, "malformed_request")
                        .fields())
                .containsExactly(ofArtifact);
        assertThat(owner.api()
                        .post("/workspaces")
                        .json("{\"name\":1,\"slug\":2,\"settings\":[]}")
                        .send()
                        .expect(400, "malformed_request")
                        .fields())
                .containsExactly("name", "slug", "settings");
        assertThat(nobody.post("/auth/login")
                        .json("{\"email\":1,\"password\":{}}")
                        .send()
                        .expect(400, "malformed_request")
                        .fields())
                .containsExactly("email", "password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} {}",
                "{}x",
                "[1,2]",
                "nul",
                "{\"a\":1,\"a\":2}",
                "{\"name\":01}",
                "{\"name\":NaN}",
                "{'name':1}",
                "{\"name\":1e99999999999}",
                "/**/{}"
            })
    void saysInItsOwnWordsWhatIsWrongWithABody(String body) {
        for (String broken : List.of(body, "[".repeat(2_000) + body)) {
            assertThat(post(broken).expect(400, "malformed_request").text())
                    .doesNotContainIgnoringCase("jackson")
                    .doesNotContain("Feature", "JsonNode", "Constraints", "codec", "Source");
        }
    }

    @Test
    void passesOverAByteOrderMark() {
        post("\uFEFF{\"name\":\"marked\"}").expect(201);
        post("\uFEFF\uFEFF{\"name\":\"marked\"}").expect(400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00A0\u2003", "\u200B\uFEFF", "\u3164"})
    void answers422ToANameOfBlanks(String blank) {
        String body = json("name", blank);
        assertThat(post(body).expect(422, "invalid").fields()).containsExactly("name");
        assertThat(owner.api()
                        .post("/workspaces")
                        .json(body)
                        .send()
                        .expect(422, "invalid")
                        .fields())
                .containsExactly("name");
    }

    @ParameterizedTest
    @CsvSource({"1e-999, 130, 201", "1e-999, 131, 422", "1e-9, 13000, 422", "1e999, 131, 422", "1e-9, 9000, 201"})
    void measuresMetadataAndSettingsAsTheDatabaseDoes(String number, int count, int status) {
        String numbers = "{\"a\":[" + (number + ",").repeat(count - 1) + number + "]}";

        Answer artifact = post("{\"name\":\"n\",\"metadata\":" + numbers + "}").expect(status);
        Answer workspace = owner.api()
                .post("/workspaces")
                .json("{\"name\":\"n\",\"settings\":" + numbers + "}")
                .send()
                .expect(status);

        if (status == 422) {
            assertThat(artifact.fields()).containsExactly("metadata");
            assertThat(workspace.fields()).containsExactly("settings");
        }
    }

    @Test
    void namesTheFieldThatCannotBeStored() {
        assertThat(post("{\"name\":\"a\\u0000\"}").expect(422).fields()).containsExactly("name");
        assertThat(owner.api()
                        .post("/workspaces")
                        .json("{\"name\":\"n\",\"settings\":{\"k\":\"\\u0000\"}}")
                        .send()
                        .expect(422)
                        .fields())
                .containsExactly("settings");
    }

    @Test
    void answers400ToBytesThatAreNotUtf8() {
        for (byte[] name : List.of(
                new byte[] {(byte) 0xFF},
                new byte[] {(byte) 0xC3, 0x28},
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80})) {
            byte[] body = ("{\"name\":\"" + new String(name, ISO_8859_1) + "\"}").getBytes(ISO_8859_1);
            owner.api().post(path).body("application/json", body).send().expect(400, "malformed_request");
        }
    }

    @Test
    void namesTheFieldOfTheWrongType() {
        assertThat(post("{\"name\":7}").fields()).containsExactly("name");
    }

    @ParameterizedTest
    @MethodSource("callsWithoutToken")
    void answers401WithoutAToken(String method, String pathAndQuery) {
        Answer answer = nobody.call(method, V1 + pathAndQuery).json("{}").send().expect(401, "unauthenticated");

        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> callsWithoutToken() {
        return OpenApi.shared().operations().stream()
                .filter(operation -> operation.contains("/workspaces") || operation.contains("/auth/me"))
                .map(operation -> operation.replace("{}", "01936b1e-7c00-7a31-9d2e-5f0c1a2b3c4d"))
                .map(operation -> org.junit.jupiter.params.provider.Arguments.of(
                        operation.split(" ", 2)[0], operation.split(" ", 2)[1].substring(V1.length())));
    }

    @ParameterizedTest
    @CsvSource({"/nothing, GET", "/workspaces/x/y, GET", "/auth, POST", "//workspaces, GET", "/auth/me/, POST"})
    void answers404Or405ToWhatIsNoRoute(String route, String method) {
        Answer answer = nobody.call(method, V1 + route).send();

        assertThat(answer.status()).isEqualTo(route.equals("/auth/me/") ? 405 : 404);
        nobody.call("GET", "/nothing").send().expect(404, "not_found");
    }

    @Test
    void answers405WithTheMethodsThereAre() {
        for (String accept : List.of("*/*", "text/html, */*;q=0.1", "application/json")) {
            Answer answer =
                    owner.api().delete(path).header("Accept", accept).send().expect(405, "method_not_allowed");
            assertThat(answer.header("Allow").orElseThrow().split(", "))
                    .containsExactlyInAnyOrder("GET", "HEAD", "POST");
        }
        owner.api().call("TRACE", V1 + path).send().expect(405);
        owner.api().call("OPTIONS", V1 + path).send().expect(405);
        owner.api().call("BREW", V1 + path).send().expect(405);
        nobody.call("POST", "/health").send().expect(405);
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, 406",
        "application/xml, 406",
        "application/json;q=0, 406",
        "image/*, 406",
        "application/json;q=0.0, 406",
        "application/json ; q=0.000, 406",
        "'*/*;q=0, text/html', 406",
        "*/*;q=0.00, 406",
        "application/*;q=0.001, 200",
        "'*/*;q=0, application/json', 200",
        "'application/json;x=\"a,b\";q=1.0', 200",
        "'text/html;x=\"a, */*\"', 406",
        "'text/html, application/json', 200",
        "*/*, 200",
        "application/*, 200",
        "application/problem+json, 200",
        "'', 200"
    })
    void answers406ToWhoWantsNoJson(String accept, int status) {
        owner.api().get("/auth/me").header("Accept", accept).send().expect(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/json; charset=latin1",
                "application/json; charset=utf-8x",
                "application/json; charset=\"utf-8 \"",
                "application/json; x=\"charset=utf-8\"; charset=utf-16",
                "garbage",
                "application/merge-patch+json"
            })
    void answers415ToOtherTypes(String type) {
        owner.api()
                .post(path)
                .body(type, "{\"name\":\"a\"}".getBytes(UTF_8))
                .send()
                .expect(415, "unsupported_media_type");
    }

    @Test
    void readsEveryLineOfAHeader() {
        owner.api()
                .get("/auth/me")
                .andHeader("Accept", "text/html")
                .andHeader("Accept", "application/json")
                .send()
                .expect(200);
        owner.api()
                .post(path)
                .body("application/json", "{\"name\":\"a\"}".getBytes(UTF_8))
                .andHeader("Content-Type", "text/plain")
                .send()
                .expect(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "GZIP", "identity, gzip", "deflate", "x"})
    void answers415ToACompressedBodyAndSaysWhatItTakes(String coding) throws java.io.IOException {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (java.util.zip.GZIPOutputStream gzip = new java.util.zip.GZIPOutputStream(packed)) {
            gzip.write("{\"name\":\"a\"}".getBytes(UTF_8));
        }
        for (String[] call : new String[][] {
            {"POST", path, "application/json"},
            {"POST", path + "/bulk", "application/x-ndjson"},
            {"PATCH", "/workspaces/" + workspace, "application/merge-patch+json"},
            {"POST", "/auth/login", "application/json"}
        }) {
            Answer refused = owner.api()
                    .call(call[0], V1 + call[1])
                    .body(call[2], packed.toByteArray())
                    .header("Content-Encoding", coding)
                    .send()
                    .expect(415, "unsupported_media_type");
            assertThat(refused.header("Accept-Encoding")).contains("identity");
        }
        owner.api()
                .post(path)
                .json("{\"name\":\"a\"}")
                .header("Content-Encoding", "identity")
                .send()
                .expect(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "APPLICATION/JSON; Charset=\"UTF-8\"", "application/json;charset=utf-8"})
    void takesEverySpellingOfJson(String type) {
        owner.api()
                .post(path)
                .body(type, "{\"name\":\"a\"}".getBytes(UTF_8))
                .send()
                .expect(201);
    }

    @Test
    void answers413ToABodyOverAMebibyte() {
        String small = "{\"name\":\"a\"}";
        String padded = small + " ".repeat(1024 * 1024 - small.length());

        post(padded).expect(201);
        post(padded + " ").expect(413, "too_large");
        nobody.post("/auth/login").json(padded + " ").send().expect(413, "too_large");
        owner.api()
                .post(path)
                .body(
                        "application/json",
                        java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream((padded + " ").getBytes(UTF_8))))
                .send()
                .expect(413, "too_large");
    }

    @Test
    void answers422AndNamesEveryFieldAtOnce() {
        String bad = "{\"description\":\"" + "x".repeat(10_001) + "\",\"tags\":[\"\"],\"metadata\":{\"a\":\"\\u0000\"},"
                + "\"b\":1,\"id\":2}";
        assertThat(post(bad).expect(422, "invalid").fields())
                .containsExactlyInAnyOrder("name", "description", "tags", "metadata", "b", "id");
        assertThat(nobody.post("/auth/register")
                        .json("{\"email\":\"x\",\"password\":\"short\",\"first_name\":\"\\u0000\",\"last_name\":\""
                                + "x".repeat(256) + "\",\"role\":\"owner\"}")
                        .send()
                        .expect(422, "invalid")
                        .fields())
                .containsExactlyInAnyOrder("email", "password", "first_name", "last_name", "role");
        assertThat(owner.api()
                        .post("/workspaces")
                        .json("{\"name\":\"\",\"slug\":\"No Slug\",\"settings\":{\"a\":\"\\ud800\"},\"id\":1}")
                        .send()
                        .expect(422, "invalid")
                        .fields())
                .containsExactlyInAnyOrder("name", "slug", "settings", "id");
    }

    @ParameterizedTest
    @CsvSource({
        "1e400, 201",
        "-1e-400, 201",
        "1e1001, 422",
        "1e999999999, 422",
        "1e-999999999, 422",
        "1e2147483647, 422",
        "-1e2147483647, 422",
        "1e2147483648, 400",
        "0e2147483647, 422",
        "1e-2147483647, 422",
        "123456789012345678901234567890.5, 201"
    })
    void takesNumbersWithinReasonAndKeepsThemExactly(String number, int status) {
        Answer answer =
                post("{\"name\":\"n\",\"metadata\":{\"n\":" + number + "}}").expect(status);

        if (status == 201) {
            var read =
                    owner.api().get(path + "/" + answer.get("id")).send().json().at("/metadata/n");
            assertThat(read.decimalValue()).isEqualByComparingTo(new java.math.BigDecimal(number));
        }
    }

    @ParameterizedTest
    @CsvSource({"90, 201", "101, 422", "400, 422", "600, 400", "100000, 400"})
    void refusesWhatIsNestedTooDeep(int depth, int status) {
        String nested = "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
        post("{\"name\":\"n\",\"metadata\":" + nested + "}").expect(status);
        post("{\"name\":\"n\",\"metadata\":{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}}")
                .expect(status);
    }

    @Test
    void limitsMetadataByItsBytes() {
        String fits = "{\"m\":\"" + "é".repeat(32 * 1024 - 4) + "\"}";
        assertThat(fits.getBytes(UTF_8)).hasSize(64 * 1024);
        post("{\"name\":\"n\",\"metadata\":" + fits + "}").expect(201);
        assertThat(post("{\"name\":\"n\",\"metadata\":" + fits.replace("m", "mm") + "}")
                        .expect(422)
                        .fields())
                .containsExactly("metadata");
    }

    @Test
    void countsCharactersAndNotHalvesOfThem() {
        post(json("name", "😀".repeat(255))).expect(201);
        post(json("name", "😀".repeat(256))).expect(422);
    }

    @Test
    void answers429WithTheTimeToWait() {
        try (RunningServer strict = RunningServer.start(Map.of("AUTH_ATTEMPTS_PER_MINUTE", "2"))) {
            ApiClient stranger = ApiClient.of(strict);
            String wrong = json("email", "a@example.com", "password", "not the password");
            stranger.post("/auth/login").json(wrong).send().expect(401);
            stranger.post("/auth/login").json(wrong.replace("a@", "A@")).send().expect(401);

            Answer limited = stranger.post("/auth/login").json(wrong).send().expect(429, "rate_limited");

            assertThat(Integer.parseInt(limited.header("Retry-After").orElseThrow()))
                    .isBetween(1, 60);
            for (int i = 0; i < 18; i++) {
                String other = wrong.replace("a@", "b" + i + "@");
                stranger.post("/auth/login").json(other).send().expect(401);
            }
            stranger.post("/auth/login").json(wrong.replace("a@", "c@")).send().expect(429, "rate_limited");
            for (int i = 0; i < 20; i++) {
                stranger.post("/auth/register").json("{}").send().expect(422);
            }
            stranger.post("/auth/register").json("{}").send().expect(429, "rate_limited");
            for (int i = 0; i < 200; i++) {
                token(stranger, "/auth/refresh", "refresh_token").expect(401);
                token(stranger, "/auth/verify-email", "token").expect(422);
            }
            token(stranger, "/auth/refresh", "refresh_token").expect(429, "rate_limited");
            token(stranger, "/auth/verify-email", "token").expect(429, "rate_limited");
        }
    }

    private static Answer token(ApiClient client, String path, String field) {
        return client.post(path).json(json(field, "x")).send();
    }

    @Test
    void answers500WithNothingButTheRequestId() {
        Person other = nobody.newPerson();
        String broken = "/workspaces/" + other.newWorkspace() + "/artifacts";
        server.sql("alter table ghostworks.artifacts rename column description to hidden");
        try {
            Answer answer = other.api()
                    .post(broken)
                    .json(json("name", "a secret"))
                    .header("X-Request-Id", "trace.me")
                    .send()
                    .expect(500, "internal");

            assertThat(answer.text())
                    .isEqualTo("{\"type\":\"urn:ghostworks:problem:internal\",\"title\":\"Internal\",\"status\":500,"
                            + "\"code\":\"internal\",\"detail\":\"Something went wrong on our side. The request id names"
                            + " it.\",\"request_id\":\"trace.me\"}");
        } finally {
            server.sql("alter table ghostworks.artifacts rename column hidden to description");
        }
        other.newArtifact(broken.split("/", 4)[2], "fine again");
    }

    @Test
    void refusesQueryParametersWhereThereAreNone() {
        String one = path + "/" + owner.newArtifact(workspace, "x").get("id");
        List<Answer> answers = List.of(
                owner.api().get("/auth/me?x=1").send(),
                owner.api().get("/workspaces?x=1").send(),
                owner.api().post("/workspaces?x=1").json(json("name", "x")).send(),
                owner.api()
                        .patch("/workspaces/" + workspace + "?x=1")
                        .json("{}")
                        .send(),
                owner.api().delete("/workspaces/" + workspace + "?x=1").send(),
                owner.api().get("/workspaces/" + workspace + "/members?x=1").send(),
                owner.api()
                        .delete("/workspaces/" + workspace + "/members/" + owner.id() + "?x=1")
                        .send(),
                owner.api().post(path + "?x=1").json(json("name", "x")).send(),
                owner.api().put(one + "?x=1").json(json("name", "x")).send(),
                owner.api().patch(one + "?x=1").json("{}").send(),
                owner.api().post(one + "/restore?x=1").send(),
                owner.api().delete(one + "?x=1").send(),
                owner.api().get(one + "?x=1").send(),
                nobody.post("/auth/login?x=1").json("{}").send(),
                nobody.post("/auth/logout?x=1").json("{}").send());

        assertThat(answers).allSatisfy(answer -> {
            answer.expect(400, "malformed_request");
            assertThat(answer.fields()).containsExactly("x");
        });
        owner.api().get(one).send().expect(200);
    }
}
