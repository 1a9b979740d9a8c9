package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.V1;
import static io.ghostworks.api.ApiClient.encoded;
import static io.ghostworks.api.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.api.web.Json;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that mean something to some language, everywhere: kept and given back as they are, or 4xx, and never 5xx. */
@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InjectionTest {

    private final ApiClient nobody;
    private final Person owner;
    private final String workspace;
    private final String path;

    InjectionTest(RunningServer server) {
        nobody = ApiClient.of(server);
        owner = nobody.newPerson();
        workspace = owner.newWorkspace();
        path = "/workspaces/" + workspace + "/artifacts";
    }

    static Stream<String> texts() {
        return Stream.of(
                "'",
                "\"",
                "''; drop table ghostworks.users; --",
                "' or '1'='1",
                "1); select pg_sleep(9); --",
                "\\",
                "\\'",
                "%",
                "_",
                "%_%",
                "*",
                "$1",
                "?",
                "?::text",
                ":name",
                "${jndi:ldap://x/a}",
                "#{7*7}",
                "{{7*7}}",
                "`id`",
                "$(id)",
                "|| cat /etc/passwd",
                "<script>alert(1)</script>",
                "<!--",
                "&lt;",
                "]]>",
                "\r\nSet-Cookie: a=b",
                "\n",
                "\t",
                "../../etc/passwd",
                "..%2f",
                "%00",
                "%27",
                "\\u0000",
                "null",
                "true",
                "NaN",
                "-1",
                "\u200b",
                "\u202etxt",
                "é\u0301",
                "ß",
                "İ",
                "ﬁ",
                "Ω≈ç√",
                "田中さん",
                "😀👩‍👩‍👧",
                "\uD83D\uDE00",
                "\uFEFF",
                "\uFFFF",
                "a\u0085b",
                "{\"a\":1}",
                "[]",
                "{}",
                "!",
                "&",
                "|",
                "&&",
                "!!",
                "-",
                "\"\"",
                "\"unclosed",
                "or",
                "a or",
                "<->",
                ":*",
                "'a':b",
                "E'\\x27'",
                "$$",
                "/*",
                "*/",
                ";",
                "--",
                "x".repeat(255));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void case28KeepsTextAsItIsInEveryFieldOfAnArtifact(String text) {
        String tag =
                text.substring(0, text.offsetByCodePoints(0, Math.min(100, text.codePointCount(0, text.length()))));
        Map<String, Object> content = Map.of(
                "name",
                named(text),
                "description",
                text,
                "tags",
                List.of(tag),
                "metadata",
                Map.of(text, text, "deep", List.of(text)));

        Answer made = owner.newArtifact(workspace, content);

        var read =
                owner.api().get(path + "/" + made.get("id")).send().expect(200).json();
        content.forEach((member, value) -> assertThat(read.get(member)).isEqualTo(Json.MAPPER.valueToTree(value)));
        assertThat(owner.api()
                        .get(path + "?limit=100&tag=" + encoded(tag))
                        .send()
                        .expect(200)
                        .items("id"))
                .contains(made.get("id"));
        assertThat(owner.api()
                        .get(path + "?limit=100&any_tag=" + encoded(tag))
                        .send()
                        .expect(200)
                        .items("id"))
                .contains(made.get("id"));
        assertThat(owner.api()
                        .get(path + "?limit=100&name=" + encoded(text))
                        .send()
                        .expect(200)
                        .items("id"))
                .contains(made.get("id"));
        String metadata = Json.MAPPER.writeValueAsString(Map.of(text, text));
        assertThat(owner.api()
                        .get(path + "?limit=100&metadata=" + encoded(metadata))
                        .send()
                        .expect(200)
                        .items("id"))
                .contains(made.get("id"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void survivesTextInEveryQueryParameter(String text) {
        for (String name : List.of("q", "similar")) {
            owner.api().get(path + "?" + name + "=" + encoded(text)).send().expect(200);
        }
        for (String name : List.of("cursor", "limit", "count", "created_by", "created_after", "created_before")) {
            Answer answer =
                    owner.api().get(path + "?" + name + "=" + encoded(text)).send();
            assertThat(answer.status()).isIn(text.equals("true") ? List.of(200, 400) : List.of(400));
        }
        owner.api().get(path + "?" + encoded(text) + "=" + encoded(text)).send().expect(400);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void survivesTextInEverySegmentOfAPath(String text) {
        String segment = encoded(text).replace("+", "%20");
        for (String where : List.of(
                "/workspaces/" + segment,
                "/workspaces/" + segment + "/artifacts",
                path + "/" + segment,
                "/workspaces/" + workspace + "/members/" + segment)) {
            Answer answer = owner.api().call("DELETE", V1 + where).send();
            assertThat(answer.status()).as(where).isIn(400, 404, 405);
        }
        owner.api().get("/workspaces/" + workspace).send().expect(200);
    }

    /** A name is more than blanks; everywhere else the text goes as it is. */
    private static String named(String text) {
        return text.isBlank() || text.equals("\u200b") || text.equals("\uFEFF") ? "x" + text : text;
    }

    @ParameterizedTest
    @MethodSource("texts")
    void survivesTextInEveryHeader(String text) {
        String value = text.replaceAll("[^\\x20-\\x7e]", "");
        Answer artifact = owner.newArtifact(workspace, "x");
        String one = path + "/" + artifact.get("id");
        owner.api().get(one).header("If-None-Match", value).send().expect(value.equals("*") ? 304 : 200);
        owner.api().get(one).header("X-Request-Id", value).send().expect(200);
        assertThat(owner.api().get(one).header("Accept", value).send().status()).isIn(200, 406);
        assertThat(owner.api().get(one).header("Authorization", value).send().status())
                .isEqualTo(401);
        assertThat(owner.api()
                        .get(one)
                        .header("Authorization", "Bearer " + value)
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(owner.api()
                        .post(path)
                        .json(json("name", "x"))
                        .header("Content-Type", value)
                        .send()
                        .status())
                .isEqualTo(415);
        Answer keyed = owner.api()
                .post(path)
                .json(json("name", "x"))
                .header("Idempotency-Key", value)
                .send();
        assertThat(keyed.status()).isEqualTo(value.isBlank() ? 422 : 201);
        Answer deleted = owner.api().delete(one).header("If-Match", value).send();
        assertThat(deleted.status()).isEqualTo(value.equals("*") ? 204 : 412);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void keepsTextAsItIsInAWorkspaceAndAName(String text) {
        Answer made = owner.api()
                .post("/workspaces")
                .json(Json.MAPPER.writeValueAsString(
                        Map.of("name", named(text), "description", text, "settings", Map.of(text, text))))
                .send()
                .expect(201);

        var read = owner.api()
                .get("/workspaces/" + made.get("id"))
                .send()
                .expect(200)
                .json();
        assertThat(read.get("name").asString()).isEqualTo(named(text));
        assertThat(read.get("description").asString()).isEqualTo(text);
        assertThat(read.get("settings").get(text).asString()).isEqualTo(text);
        owner.api().delete("/workspaces/" + made.get("id")).send().expect(204);
        for (String field : List.of("email", "role", "token", "refresh_token", "password")) {
            for (String route : List.of(
                    "/workspaces",
                    "/workspaces/" + workspace + "/members",
                    "/auth/register",
                    "/auth/verify-email",
                    "/auth/refresh",
                    "/auth/login")) {
                assertThat(owner.api()
                                .post(route)
                                .json(json("name", "x", field, text))
                                .send()
                                .status())
                        .isBetween(400, 499);
            }
        }
    }
}
