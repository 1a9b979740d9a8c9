package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.V1;
import static io.ghostworks.api.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP itself: methods, headers, paths and what stands in for them when somebody tries. */
@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeTest {

    private final ApiClient nobody;
    private final Person owner;
    private final String workspace;
    private final RawHttp raw;

    EdgeTest(RunningServer server) {
        nobody = ApiClient.of(server);
        owner = nobody.newPerson();
        workspace = owner.newWorkspace();
        raw = new RawHttp(server.uri());
    }

    @Test
    void echoesASaneRequestIdAndReplacesAnyOther() {
        assertThat(nobody.call("GET", "/health")
                        .header("X-Request-Id", "a-B.9:_")
                        .send()
                        .header("X-Request-Id"))
                .contains("a-B.9:_");
        for (String id : List.of("", " ", "a b", "<script>", "x".repeat(129), "é", "a\tb", "a,b")) {
            String given = nobody.get("/nothing")
                    .header("X-Request-Id", id)
                    .send()
                    .header("X-Request-Id")
                    .orElseThrow();
            assertThat(given).isNotEqualTo(id).matches("[0-9a-f-]{36}");
        }
        Answer problem =
                nobody.get("/auth/me").header("X-Request-Id", "mine").send().expect(401);
        assertThat(problem.get("request_id")).isEqualTo("mine");
    }

    @Test
    void answersHeadAsGetWithoutABody() {
        String artifact = "/workspaces/" + workspace + "/artifacts/"
                + owner.newArtifact(workspace, "x").get("id");

        Answer head = owner.api().call("HEAD", V1 + artifact).send().expect(200);

        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag")).contains("\"1\"");
        assertThat(head.header("Content-Type")).contains("application/json");
        nobody.call("HEAD", V1 + artifact).send().expect(401);
        owner.api()
                .call("HEAD", V1 + artifact.replace(workspace, owner.id()))
                .send()
                .expect(404);
        nobody.call("HEAD", "/health").send().expect(200);
        nobody.call("HEAD", V1 + "/auth/login").send().expect(405);
        nobody.call("HEAD", V1 + "/nothing").send().expect(404);
    }

    @Test
    void letsNoHeaderChangeTheMethod() {
        String path = "/workspaces/" + workspace;
        for (String header :
                List.of("X-HTTP-Method-Override", "x-http-method-override", "X-HTTP-Method", "X-Method-Override")) {
            owner.api().get(path).header(header, "DELETE").send().expect(200);
            nobody.call("POST", "/health").header(header, "GET").send().expect(405);
        }
        owner.api().get(path).send().expect(200);
    }

    @Test
    void passesOverATrailingSlash() {
        owner.api().get("/workspaces/" + workspace + "/").send().expect(200);
        owner.api().get("/workspaces/" + workspace + "/artifacts/").send().expect(200);
        nobody.call("GET", "/health/").send().expect(200);
    }

    @Test
    void allowsNoOtherOriginByItself() {
        Answer answer = owner.api()
                .get("/auth/me")
                .header("Origin", "https://evil.example")
                .send()
                .expect(200);

        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Server")).isEmpty();
    }

    @Test
    void leavesNoTypeOnAnAnswerWithoutBody() {
        Answer artifact = owner.newArtifact(workspace, "x");
        Answer deleted = owner.api()
                .delete("/workspaces/" + workspace + "/artifacts/" + artifact.get("id"))
                .send()
                .expect(204);

        assertThat(deleted.header("Content-Type")).isEmpty();
        assertThat(deleted.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..",
                "/%2e%2e/health",
                "/workspaces/..%2f..%2fhealth",
                "/workspaces/%00",
                "/workspaces/%ff",
                "/workspaces/%zz",
                "/workspaces/%",
                "/workspaces/a;b=c",
                "/workspaces/%C0%AF",
                "/workspaces/\u00e9",
                "/workspaces/<script>",
                "/workspaces/a b",
                "/workspaces/%0d%0aX-Evil:1",
                "/workspaces/%252e%252e",
                "/workspaces/%u0041",
                "/\\..\\..",
                "/auth/me?\u00e9=1",
                "/auth/me#x",
                "/workspaces/%F0%9F%98%80"
            })
    void answersEveryPathWith4xx(String path) {
        Answer answer = raw.send(
                "GET",
                V1 + path.replaceFirst("[?#].*", ""),
                "GET " + V1 + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + "Authorization: Bearer x\r\n\r\n");

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.header("X-Evil")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nA: \u0000\r\n\r\n",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n{}",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}",
                "GARBAGE\r\n\r\n"
            })
    void answersBrokenHttpAsAProblem(String request) {
        raw.send("GET", "/odd", request).expect(400, "malformed_request");
    }

    /** What one server on the way reads otherwise than the next is how requests are smuggled (RFC 9112, section 11.2). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\nHost: x\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\nA: b\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\n\n",
                "GET /health HTTP/1.1\nHost: x\r\n\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nA: b\r\n\tc\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost : x\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost\t: x\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nA: b\u0000c\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nA\u0000: b\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nNoColon\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2, 2\r\n\r\n{}",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: +2\r\n\r\n{}",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 0x2\r\n\r\n{}",
                "POST /odd HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "GET /health HTTP/0.9\r\n\r\n"
            })
    void takesNoLeniencyOfHttpParsers(String request) {
        raw.send("GET", "/odd", request).expect(400, "malformed_request");
    }

    @Test
    void countsWhatStrangersInventUnderOneLabel() {
        raw.pipeline(invented(10));
        long before = series();

        String answers = raw.pipeline(invented(5_000));

        assertThat(answers.split("HTTP/1.1 40[45] ", -1)).hasSize(5_001);
        assertThat(series()).isEqualTo(before);
        assertThat(nobody.call("GET", "/metrics").send().text())
                .contains("method=\"_OTHER\",route=\"none\"")
                .doesNotContain("INVENTED", "invented");
    }

    private static Stream<String> invented(int count) {
        String method = "INVENTED" + "M".repeat(2_000);
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> (i % 2 == 0 ? "GET" : method + i) + " /invented/" + i + " HTTP/1.1\r\nHost: x\r\n"
                        + (i == count ? "Connection: close\r\n\r\n" : "\r\n"));
    }

    private long series() {
        return nobody.call("GET", "/metrics")
                .send()
                .expect(200)
                .text()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .count();
    }

    @Test
    void letsNoCacheKeepWhatIsNotForEverybody() {
        String artifacts = "/workspaces/" + workspace + "/artifacts";
        String one = artifacts + "/" + owner.newArtifact(workspace, "x").get("id");
        List<Answer> answers = List.of(
                owner.api().get("/auth/me").send().expect(200),
                owner.api().get("/workspaces").send().expect(200),
                owner.api().get(artifacts).send().expect(200),
                owner.api().get(one).send().expect(200),
                owner.api().get(one).header("If-None-Match", "\"1\"").send().expect(304),
                owner.api().get(artifacts + "/export").send().expect(200),
                owner.api().get(one.replace(workspace, owner.id())).send().expect(404),
                nobody.get("/auth/me").send().expect(401),
                nobody.get("/nothing").send().expect(404),
                nobody.call("GET", "/health").send().expect(200),
                nobody.call("GET", "/metrics").send().expect(200),
                raw.send("GET", "/odd", "GARBAGE\r\n\r\n").expect(400));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.header("Cache-Control")).contains("no-store"));
    }

    @Test
    void showsABrowserPagesThatRunNothingButOurs() {
        for (String page : List.of("/", "/docs")) {
            String answer =
                    raw.pipeline(Stream.of("GET " + page + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));

            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("text/html", "<title>Ghostworks");
            assertThat(answer)
                    .contains("default-src 'none'; script-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .contains("Referrer-Policy: no-referrer")
                    .contains("X-Content-Type-Options: nosniff")
                    .contains("Cache-Control: public");
            assertThat(answer.lines().filter(line -> line.startsWith("Content-Security-Policy")))
                    .singleElement()
                    .asString()
                    .doesNotContainPattern("script-src[^;]*unsafe");
            assertThat(answer).doesNotContainPattern("<[^>]*\\son[a-z]+=");
        }
        assertThat(raw.pipeline(Stream.of("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")))
                .contains("href=\"/docs\"");
        assertThat(nobody.call("GET", "/health").send().header("Content-Security-Policy"))
                .contains("default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void refusesABrokenChunkedBody() {
        String headers =
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json";
        String chunks = "\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n";

        raw.send("POST", V1 + "/auth/login", headers + chunks).expect(400, "malformed_request");
    }

    @Test
    void refusesHeadersAndPathsWithoutEnd() {
        String longText = "x".repeat(100_000);
        raw.send("GET", "/odd", "GET /health HTTP/1.1\r\nHost: x\r\nA: " + longText + "\r\n\r\n")
                .expect(400, "malformed_request");
        raw.send("GET", "/odd", "GET /" + longText + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .expect(400, "malformed_request");
        owner.api()
                .get("/auth/me")
                .header("Authorization", "Bearer " + "x".repeat(5_000))
                .send()
                .expect(401);
    }

    @Test
    void servesTheDocumentationAndItsParts() {
        assertThat(nobody.call("GET", "/openapi.json").send().expect(200).json())
                .isEqualTo(OpenApi.shared().document());
        assertThat(nobody.call("GET", "/docs").send().expect(200).text()).contains("scalar.js");
        for (String asset : List.of("scalar.js", "start.js", "page.css", "demo.json")) {
            assertThat(raw.sendUnchecked("GET /docs/" + asset + " HTTP/1.0\r\n\r\n"))
                    .contains(" 200 ");
        }
        nobody.call("GET", "/docs/../openapi.json").send();
        nobody.call("GET", "/docs/nothing.js").send().expect(404, "not_found");
    }

    @Test
    void tellsItsHealthWithoutAToken() {
        assertThat(nobody.call("GET", "/health").send().expect(200).get("status"))
                .isEqualTo("healthy");
        assertThat(nobody.call("GET", "/health/ready").send().expect(200).get("status"))
                .isEqualTo("healthy");
        Answer detailed = nobody.call("GET", "/health/detailed").send().expect(200);
        assertThat(detailed.json().at("/services/database/pool/size").intValue())
                .isEqualTo(2);
        assertThat(detailed.json().at("/services/database/sign_in_pool/size").intValue())
                .isEqualTo(1);
        assertThat(detailed.json()
                        .at("/services/database/sign_in_pool/max_overflow")
                        .intValue())
                .isEqualTo(2);
        assertThat(detailed.json().at("/services/database/pending_migrations").intValue())
                .isZero();
        assertThat(detailed.json().at("/services/database/tenant_context").stringValue())
                .isEqualTo("trusted_parameter");
        nobody.post("/auth/login")
                .json(json("email", "m@example.com", "password", "hunter2hunter2"))
                .send();
        assertThat(nobody.call("GET", "/metrics").send().expect(200).text())
                .contains(
                        "http_server_requests_seconds_count{method=\"POST\",route=\"/api/v1/auth/login\",status=\"401\"")
                .contains("ghostworks_pool_active")
                .contains(
                        "ghostworks_pool_active{pool=\"application\"} ",
                        "ghostworks_pool_waiting{pool=\"application\"} ")
                .contains("ghostworks_pool_active{pool=\"sign_in\"} ", "ghostworks_pool_waiting{pool=\"sign_in\"} ")
                .doesNotContain("m@example.com");
    }
}
