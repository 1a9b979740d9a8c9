package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.api.web.Json;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtifactsTest {

    private static final String MERGE = "application/merge-patch+json";

    private final ApiClient nobody;
    private final Person owner;
    private String workspace = "";
    private String path = "";

    ArtifactsTest(RunningServer server) {
        nobody = ApiClient.of(server);
        owner = nobody.newPerson();
    }

    @BeforeEach
    void makeAWorkspace() {
        workspace = owner.newWorkspace();
        path = "/workspaces/" + workspace + "/artifacts";
    }

    private Answer make() {
        return owner.newArtifact(
                workspace,
                Map.of(
                        "name",
                        "Plan",
                        "description",
                        "of it",
                        "tags",
                        List.of("b", "a", "b"),
                        "metadata",
                        Map.of("pages", 12, "deep", Map.of("x", 1, "y", List.of(1.5, true)))));
    }

    private String at(Answer artifact) {
        return path + "/" + artifact.get("id");
    }

    @Test
    void givesBackWhatWasWritten() {
        Answer made = make();

        assertThat(made.header("Location")).contains(ApiClient.V1 + at(made));
        assertThat(made.header("ETag")).contains("\"1\"");
        assertThat(made.get("created_by")).isEqualTo(owner.id());
        assertThat(made.json().get("tags").toString()).isEqualTo("[\"b\",\"a\"]");
        Answer read = owner.api().get(at(made)).send().expect(200);
        assertThat(read.json()).isEqualTo(made.json());
        assertThat(read.header("ETag")).isEqualTo(made.header("ETag"));
    }

    @Test
    void answersNotModifiedToWhoHasTheVersion() {
        Answer made = make();
        for (String tag : List.of("\"1\"", "W/\"1\"", "\"7\", \"1\"", "*")) {
            Answer answer = owner.api()
                    .get(at(made))
                    .header("If-None-Match", tag)
                    .send()
                    .expect(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.header("Content-Type")).isEmpty();
            assertThat(answer.header("Content-Length")).isEmpty();
        }
        owner.api()
                .get(at(made))
                .andHeader("If-None-Match", "\"7\"")
                .andHeader("If-None-Match", "\"8\", W/\"1\"")
                .send()
                .expect(304);
        for (String tag : List.of("\"2\"", "1", "garbage", "\"\"")) {
            owner.api().get(at(made)).header("If-None-Match", tag).send().expect(200);
        }
    }

    @Test
    void compressesWhatHasNoETagOnly() {
        Answer made = owner.newArtifact(workspace, Map.of("name", "x", "description", "y".repeat(9000)));

        Answer one = owner.api()
                .get(at(made))
                .header("Accept-Encoding", "gzip")
                .send()
                .expect(200);
        assertThat(one.header("Content-Encoding")).isEmpty();
        assertThat(one.header("Vary")).contains("Accept-Encoding");
        owner.api()
                .get(at(made))
                .header("Accept-Encoding", "gzip")
                .header("If-None-Match", one.header("ETag").orElseThrow())
                .send()
                .expect(304);
    }

    @Test
    void compressesALongListForWhoeverAsks() {
        Answer made = owner.newArtifact(workspace, Map.of("name", "x", "description", "y".repeat(9000)));
        String list = "/workspaces/" + workspace + "/artifacts";

        Answer plain = owner.api().get(list).send().expect(200);
        Answer compressed =
                owner.api().get(list).header("Accept-Encoding", "gzip").send().expect(200);

        assertThat(plain.items("id")).containsExactly(made.get("id"));
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(plain.header("Content-Length")).contains(Integer.toString(plain.body().length));
        assertThat(compressed.header("Content-Encoding")).contains("gzip");
        assertThat(compressed.body()).isEqualTo(plain.body());
    }

    @Test
    void replacesEverythingWithPut() {
        Answer made = make();

        Answer changed =
                owner.api().put(at(made)).json(json("name", "Other")).send().expect(200);

        assertThat(changed.get("name")).isEqualTo("Other");
        assertThat(changed.json().get("description").isNull()).isTrue();
        assertThat(changed.json().get("tags")).isEmpty();
        assertThat(changed.json().get("metadata")).isEmpty();
        assertThat(changed.header("ETag")).contains("\"2\"");
        assertThat(changed.get("created_at")).isEqualTo(made.get("created_at"));
        assertThat(changed.get("updated_at")).isGreaterThan(made.get("updated_at"));
    }

    @Test
    void mergesAPatchAndRemovesWhatIsNull() {
        Answer made = make();
        String patch = "{\"description\":null,\"metadata\":{\"pages\":null,\"deep\":{\"x\":null,\"z\":\"new\"}}}";

        Answer changed = owner.api()
                .patch(at(made))
                .body(MERGE, patch.getBytes(UTF_8))
                .send()
                .expect(200);

        assertThat(changed.get("name")).isEqualTo("Plan");
        assertThat(changed.json().get("description").isNull()).isTrue();
        assertThat(changed.json().get("tags").toString()).isEqualTo("[\"b\",\"a\"]");
        assertThat(changed.json().get("metadata"))
                .isEqualTo(Json.MAPPER.readTree("{\"deep\":{\"y\":[1.5,true],\"z\":\"new\"}}"));
        Answer bare = owner.api()
                .patch(at(made))
                .json("{\"tags\":null,\"metadata\":null}")
                .send()
                .expect(200);
        assertThat(bare.json().get("tags")).isEmpty();
        assertThat(bare.json().get("metadata")).isEmpty();
        assertThat(bare.header("ETag")).contains("\"3\"");
    }

    @Test
    void namesAllThatIsWrongWithAPatch() {
        Answer made = make();
        String patch = "{\"name\":\"\",\"description\":\"\\u0000\",\"tags\":[\"\"],\"metadata\":{\"a\":1e9999},"
                + "\"version\":7,\"nothing\":null}";

        assertThat(owner.api().patch(at(made)).json(patch).send().expect(422).fields())
                .containsExactlyInAnyOrder("name", "description", "tags", "metadata", "version", "nothing");
        assertThat(owner.api()
                        .patch(at(made))
                        .json("{\"name\":null}")
                        .send()
                        .expect(422)
                        .fields())
                .containsExactly("name");
        assertThat(owner.api().get(at(made)).send().header("ETag")).contains("\"1\"");
    }

    @Test
    void refusesAChangeOfAnotherVersion() {
        Answer made = make();
        owner.api()
                .put(at(made))
                .json(json("name", "2"))
                .header("If-Match", "\"1\"")
                .send()
                .expect(200);

        for (String tag : List.of("\"1\"", "\"3\"", "W/\"2\"", "2", "nonsense", "\"99999999999999999999\"")) {
            owner.api()
                    .put(at(made))
                    .json(json("name", "x"))
                    .header("If-Match", tag)
                    .send()
                    .expect(412);
            owner.api()
                    .patch(at(made))
                    .json("{}")
                    .header("If-Match", tag)
                    .send()
                    .expect(412, "version_mismatch");
            owner.api().delete(at(made)).header("If-Match", tag).send().expect(412);
        }
        owner.api()
                .patch(at(made))
                .json("{}")
                .header("If-Match", "\"1\", \"2\"")
                .send()
                .expect(200);
        owner.api().delete(at(made)).header("If-Match", "*").send().expect(204);
    }

    @Test
    void looksAtIfMatchBeforeIfNoneMatch() {
        Answer made = make();
        String here = at(made);
        owner.api().get(here).header("If-Match", "\"1\"").send().expect(200);
        owner.api().get(here).header("If-Match", "*").send().expect(200);
        owner.api()
                .get(here)
                .header("If-Match", "\"2\"")
                .header("If-None-Match", "\"1\"")
                .send()
                .expect(412, "version_mismatch");
        owner.api()
                .get(here)
                .header("If-Match", "\"1\"")
                .header("If-None-Match", "\"1\"")
                .send()
                .expect(304);
        owner.api().get(here).header("If-Match", "W/\"1\"").send().expect(412);
    }

    @Test
    void changesNothingThatIsThereForIfNoneMatch() {
        Answer made = make();
        for (String tags : List.of("*", "\"1\"", "W/\"1\"", "\"9\", \"1\"")) {
            owner.api()
                    .put(at(made))
                    .json(json("name", "x"))
                    .header("If-None-Match", tags)
                    .send()
                    .expect(412, "version_mismatch");
            owner.api()
                    .patch(at(made))
                    .json("{}")
                    .header("If-None-Match", tags)
                    .send()
                    .expect(412);
            owner.api().delete(at(made)).header("If-None-Match", tags).send().expect(412);
        }
        owner.api()
                .delete(at(made))
                .header("If-Match", "*")
                .header("If-None-Match", "*")
                .send()
                .expect(412);
        owner.api()
                .put(at(made))
                .json(json("name", "x"))
                .header("If-None-Match", "\"2\"")
                .send()
                .expect(200);
    }

    @Test
    void readsEveryLineOfAPrecondition() {
        Answer made = make();
        owner.api()
                .patch(at(made))
                .json("{}")
                .andHeader("If-None-Match", "\"7\"")
                .andHeader("If-None-Match", "\"1\"")
                .send()
                .expect(412);
        owner.api()
                .patch(at(made))
                .json("{}")
                .andHeader("If-Match", "\"7\"")
                .andHeader("If-Match", "\"1\"")
                .send()
                .expect(200);
    }

    @Test
    void hidesADeletedArtifactUntilAnAdminRestoresIt() {
        Answer made = make();
        Person member = nobody.newPerson();
        owner.add(workspace, member, "member");

        member.api().delete(at(made)).send().expect(204);

        owner.api().get(at(made)).send().expect(404, "not_found");
        owner.api().put(at(made)).json(json("name", "x")).send().expect(404);
        owner.api().patch(at(made)).json("{}").send().expect(404);
        owner.api().delete(at(made)).send().expect(404);
        assertThat(owner.api().get(path).send().items("id")).isEmpty();
        assertThat(owner.api().get(path + "/export").send().text()).isEmpty();
        member.api().post(at(made) + "/restore").send().expect(403, "forbidden");
        Answer restored = owner.api().post(at(made) + "/restore").send().expect(200);
        assertThat(restored.json().get("is_active").booleanValue()).isTrue();
        assertThat(restored.header("ETag"))
                .contains("\"" + restored.json().get("version").longValue() + "\"");
        assertThat(owner.api().get(path).send().items("id")).containsExactly(made.get("id"));
    }

    @Test
    void makesOneArtifactForOneIdempotencyKey() {
        String body = json("name", "once");
        Answer first = once("k1", body).expect(201);
        owner.api().put(at(first)).json(json("name", "changed since")).send().expect(200);

        Answer again = once("k1", "{ \"name\" : \"once\", \"tags\": [] }").expect(201);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(once("k1", json("name", "other")).expect(422).fields()).containsExactly("Idempotency-Key");
        assertThat(once("k2", body).expect(201).get("id")).isNotEqualTo(first.get("id"));
        assertThat(owner.api().get(path).send().items("id")).hasSize(2);
        assertThat(once("x".repeat(256), body).expect(422).fields()).containsExactly("Idempotency-Key");
    }

    @Test
    void keepsTheIdempotencyKeysOfUsersApart() {
        Person other = nobody.newPerson();
        owner.add(workspace, other, "member");
        Answer first = once("shared", json("name", "mine")).expect(201);

        Answer second = other.api()
                .post(path)
                .json(json("name", "theirs"))
                .header("Idempotency-Key", "shared")
                .send()
                .expect(201);

        assertThat(second.get("id")).isNotEqualTo(first.get("id"));
        assertThat(second.get("name")).isEqualTo("theirs");
    }

    private Answer once(String key, String body) {
        return owner.api().post(path).json(body).header("Idempotency-Key", key).send();
    }

    @Test
    void makesOneArtifactOfTenRequestsAtOnceWithOneKey() throws Exception {
        Callable<String> create =
                () -> once("burst", json("name", "once")).expect(201).get("id");

        assertThat(together(10, create))
                .containsOnly(owner.api().get(path).send().items("id").getFirst());
        assertThat(owner.api().get(path).send().items("id")).hasSize(1);
    }

    @Test
    void letsFiftyClientsCreateAtOnce() throws Exception {
        List<String> ids = together(50, () -> owner.newArtifact(workspace, "x").get("id"));

        Answer list = owner.api().get(path + "?limit=100&count=true").send();
        assertThat(list.items("id")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(list.json().get("total").intValue()).isEqualTo(50);
    }

    @Test
    void losesNoUpdateOfFiftyClientsAtOnce() throws Exception {
        Answer made = owner.newArtifact(workspace, "counter");

        together(50, () -> increment(at(made)));

        Answer counted = owner.api().get(at(made)).send();
        assertThat(counted.json().at("/metadata/count").intValue()).isEqualTo(50);
        assertThat(counted.header("ETag")).contains("\"51\"");
    }

    /** Reads, adds one and writes, until nobody came in between. */
    private boolean increment(String artifact) {
        while (true) {
            Answer read = owner.api().get(artifact).send().expect(200);
            int count = read.json().at("/metadata/count").intValue(0) + 1;
            Answer written = owner.api()
                    .patch(artifact)
                    .json("{\"metadata\":{\"count\":" + count + "}}")
                    .header("If-Match", read.header("ETag").orElseThrow())
                    .send();
            if (written.status() == 200) {
                return true;
            }
            written.expect(412);
        }
    }

    private static <T> List<T> together(int clients, Callable<T> work) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor
                    .invokeAll(IntStream.range(0, clients).mapToObj(i -> work).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    @Test
    void findsNoArtifactThatIsNone() {
        for (String id : List.of(UUID.randomUUID().toString(), "nonsense", "1-1-1-1-1")) {
            owner.api().get(path + "/" + id).send().expect(404, "not_found");
            owner.api().post(path + "/" + id + "/restore").send().expect(404, "not_found");
        }
    }

    @Test
    void countsArtifactsAndTags() {
        make();
        make();
        Answer gone = owner.newArtifact(workspace, Map.of("name", "x", "tags", List.of("z")));
        owner.api().delete(at(gone)).send().expect(204);

        assertThat(owner.api().get(path + "/stats").send().expect(200).text())
                .isEqualTo("{\"total_artifacts\":3,\"active_artifacts\":2,\"total_tags\":2,"
                        + "\"most_used_tags\":[{\"tag\":\"a\",\"count\":2},{\"tag\":\"b\",\"count\":2}]}");
    }
}
