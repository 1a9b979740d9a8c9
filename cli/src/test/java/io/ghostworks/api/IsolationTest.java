package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Call;
import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A knows every id of B's, and a valid token of A's own. */
@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {

    private final Person a;
    private final Person b;
    private final String workspaceOfA;
    private final String workspaceOfB;
    private final String artifactOfB;

    IsolationTest(RunningServer server) {
        ApiClient nobody = ApiClient.of(server);
        a = nobody.newPerson();
        b = nobody.newPerson();
        workspaceOfA = a.newWorkspace();
        workspaceOfB = b.newWorkspace();
        artifactOfB = b.newArtifact(workspaceOfB, Map.of("name", "secret", "tags", List.of("s")))
                .get("id");
    }

    /** Every call that names a workspace, as A makes it. */
    private List<Function<String, Call>> calls() {
        List<Function<String, Call>> calls = new ArrayList<>();
        calls.add(w -> a.api().get(w));
        calls.add(w -> a.api().patch(w).json("{\"name\":\"x\"}"));
        calls.add(w -> a.api().patch(w).json("{\"is_active\":false}"));
        calls.add(w -> a.api().delete(w));
        calls.add(w -> a.api().get(w + "/members"));
        calls.add(w -> a.api().post(w + "/members").json(json("email", a.email(), "role", "member")));
        calls.add(w -> a.api().post(w + "/members").json(json("email", b.email(), "role", "owner")));
        for (String id : List.of(a.id(), b.id())) {
            calls.add(w -> a.api().patch(w + "/members/" + id).json("{\"role\":\"owner\"}"));
            calls.add(w -> a.api().delete(w + "/members/" + id));
        }
        calls.add(w -> a.api().get(w + "/artifacts"));
        calls.add(w -> a.api().get(w + "/artifacts?q=secret&name=secret&tag=s&any_tag=s&count=true"));
        calls.add(w -> a.api().get(w + "/artifacts?similar=secret"));
        calls.add(w -> a.api().get(w + "/artifacts/stats"));
        calls.add(w -> a.api().get(w + "/artifacts/export"));
        calls.add(w -> a.api().post(w + "/artifacts").json(json("name", "x")));
        calls.add(w -> a.api().post(w + "/artifacts").json(json("name", "x")).header("Idempotency-Key", "k"));
        calls.add(w ->
                a.api().post(w + "/artifacts/bulk").body("application/x-ndjson", "{\"name\":\"x\"}".getBytes(UTF_8)));
        calls.addAll(callsOfOneArtifact().stream()
                .<Function<String, Call>>map(call -> w -> call.apply(w + "/artifacts/" + artifactOfB))
                .toList());
        return calls;
    }

    private List<Function<String, Call>> callsOfOneArtifact() {
        return List.of(
                one -> a.api().get(one),
                one -> a.api().get(one).header("If-None-Match", "*"),
                one -> a.api().put(one).json(json("name", "x")),
                one -> a.api().put(one).json(json("name", "x")).header("If-Match", "\"7\""),
                one -> a.api().patch(one).json("{}"),
                one -> a.api().delete(one),
                one -> a.api().post(one + "/restore"));
    }

    @Test
    void answersForBsWorkspaceExactlyAsForOneThatIsNot() {
        for (Function<String, Call> call : calls()) {
            Answer foreign = call.apply("/workspaces/" + workspaceOfB)
                    .header("X-Request-Id", "r")
                    .send();
            Answer none = call.apply("/workspaces/" + UUID.randomUUID())
                    .header("X-Request-Id", "r")
                    .send();

            foreign.expect(404, "not_found");
            assertThat(foreign.text()).isEqualTo(none.text());
            assertThat(names(foreign)).isEqualTo(names(none));
        }
        assertNothingOfBChanged();
    }

    @Test
    void case24AnswersForBsArtifactInAsWorkspaceExactlyAsForOneThatIsNot() {
        for (Function<String, Call> call : callsOfOneArtifact()) {
            String artifacts = "/workspaces/" + workspaceOfA + "/artifacts/";
            Answer foreign = call.apply(artifacts + artifactOfB)
                    .header("X-Request-Id", "r")
                    .send();
            Answer none = call.apply(artifacts + UUID.randomUUID())
                    .header("X-Request-Id", "r")
                    .send();

            foreign.expect(404, "not_found");
            assertThat(foreign.text()).isEqualTo(none.text());
            assertThat(names(foreign)).isEqualTo(names(none));
        }
        assertNothingOfBChanged();
    }

    @Test
    void seesNothingOfBInAnyListOfAs() {
        String artifacts = "/workspaces/" + workspaceOfA + "/artifacts";
        for (String query : List.of(
                "",
                "?q=secret",
                "?name=secret",
                "?similar=secret",
                "?tag=s",
                "?any_tag=s",
                "?metadata=%7B%7D",
                "?created_by=" + b.id())) {
            assertThat(a.api().get(artifacts + query).send().expect(200).text()).doesNotContain("secret");
        }
        assertThat(a.api()
                        .get(artifacts + "/stats")
                        .send()
                        .json()
                        .at("/total_tags")
                        .intValue())
                .isZero();
        assertThat(a.api().get(artifacts + "/export").send().text()).isEmpty();
        assertThat(a.api().get("/workspaces").send().items("id")).containsExactly(workspaceOfA);
        assertThat(a.api()
                        .get("/workspaces/" + workspaceOfA + "/members")
                        .send()
                        .items("user_id"))
                .containsExactly(a.id());
    }

    @Test
    void takesNoWorkspaceFromABodyOrAHeader() {
        String artifacts = "/workspaces/" + workspaceOfA + "/artifacts";
        for (String field : List.of("workspace_id", "tenant_id", "workspace", "id")) {
            assertThat(a.api()
                            .post(artifacts)
                            .json(json("name", "x", field, workspaceOfB))
                            .send()
                            .expect(422)
                            .fields())
                    .containsExactly(field);
        }
        for (String header : List.of("X-Tenant-Id", "X-Workspace-Id", "X-Forwarded-User", "X-User-Id")) {
            assertThat(a.api()
                            .get(artifacts)
                            .header(header, workspaceOfB)
                            .send()
                            .expect(200)
                            .items("id"))
                    .isEmpty();
        }
    }

    @Test
    void case29GivesBAnArtifactOfTheirOwnForAKeyOfAs() {
        String body = json("name", "same");
        Answer first = a.api()
                .post("/workspaces/" + workspaceOfA + "/artifacts")
                .json(body)
                .header("Idempotency-Key", "ours")
                .send()
                .expect(201);

        Answer second = b.api()
                .post("/workspaces/" + workspaceOfB + "/artifacts")
                .json(body)
                .header("Idempotency-Key", "ours")
                .send()
                .expect(201);

        assertThat(second.get("id")).isNotEqualTo(first.get("id"));
        assertThat(second.get("created_by")).isEqualTo(b.id());
        a.api()
                .delete("/workspaces/" + workspaceOfA + "/artifacts/" + first.get("id"))
                .send()
                .expect(204);
        b.api()
                .delete("/workspaces/" + workspaceOfB + "/artifacts/" + second.get("id"))
                .send()
                .expect(204);
    }

    /** That both also ask the database as often, {@code RoundTripTest} counts. */
    @Test
    void answersTheSameBytesForBsWorkspaceAsForNone() {
        String artifact = "/artifacts/" + artifactOfB;
        Answer foreign = a.api()
                .get("/workspaces/" + workspaceOfB + artifact)
                .header("X-Request-Id", "the-same")
                .send()
                .expect(404);
        Answer none = a.api()
                .get("/workspaces/" + UUID.randomUUID() + artifact)
                .header("X-Request-Id", "the-same")
                .send()
                .expect(404);

        assertThat(foreign.body()).isEqualTo(none.body());
        assertThat(names(foreign)).isEqualTo(names(none));
    }

    private static List<String> names(Answer answer) {
        return answer.headers().map().keySet().stream().sorted().toList();
    }

    private void assertNothingOfBChanged() {
        Answer artifact = b.api()
                .get("/workspaces/" + workspaceOfB + "/artifacts/" + artifactOfB)
                .send()
                .expect(200);
        assertThat(artifact.json().get("version").intValue()).isEqualTo(1);
        assertThat(b.api()
                        .get("/workspaces/" + workspaceOfB + "/artifacts")
                        .send()
                        .items("id"))
                .containsExactly(artifactOfB);
        assertThat(b.api()
                        .get("/workspaces/" + workspaceOfB + "/members")
                        .send()
                        .items("user_id"))
                .containsExactly(b.id());
        assertThat(b.api().get("/workspaces/" + workspaceOfB).send().get("name"))
                .isEqualTo("Workspace");
    }
}
