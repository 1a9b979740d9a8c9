package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.ApiKeyToken;
import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Programs in a workspace. */
@ExtendWith(ServerExtension.class)
class ApiKeysTest {

    /** The calls of which a program may make some; it may make no other. */
    private static final Set<String> OPEN = Set.of(
            "getWorkspace",
            "listMembers",
            "createArtifact",
            "listArtifacts",
            "artifactStats",
            "importArtifacts",
            "exportArtifacts",
            "getArtifact",
            "replaceArtifact",
            "changeArtifact",
            "deleteArtifact",
            "restoreArtifact");

    private final RunningServer server;
    private final ApiClient nobody;
    private final Person owner;
    private String workspace = "";
    private String keys = "";

    ApiKeysTest(RunningServer server) {
        this.server = server;
        this.nobody = ApiClient.of(server);
        this.owner = nobody.newPerson();
    }

    @BeforeEach
    void makeAWorkspace() {
        workspace = owner.newWorkspace();
        keys = "/workspaces/" + workspace + "/api-keys";
    }

    @Test
    void worksWithArtifactsAsItsOwnAuthor() {
        Answer made = make(owner, "nightly import", "member").expect(201);
        ApiClient program = nobody.with(made.get("key"));
        String artifacts = "/workspaces/" + workspace + "/artifacts";

        Answer artifact = program.post(artifacts)
                .json(json("name", "by a program"))
                .send()
                .expect(201);
        String one = artifacts + "/" + artifact.get("id");
        assertThat(artifact.get("created_by")).isEqualTo(made.get("id"));
        assertThat(program.get(artifacts + "?created_by=" + made.get("id"))
                        .send()
                        .expect(200)
                        .items("name"))
                .containsExactly("by a program");
        program.patch(one).json(json("name", "renamed")).send().expect(200);
        program.delete(one).send().expect(204);
        program.post(one + "/restore").send().expect(403, "forbidden");
        assertThat(program.get("/workspaces/" + workspace).send().expect(200).get("role"))
                .isEqualTo("member");
        assertThat(program.get("/workspaces/" + workspace + "/members")
                        .send()
                        .expect(200)
                        .items("email"))
                .containsExactly(owner.email());

        nobody.with(make(owner, "admin", "admin").get("key"))
                .post(one + "/restore")
                .send()
                .expect(200);
    }

    @Test
    void showsTheKeyOnceAndListsItByItsPrefix() {
        Answer made = make(owner, "once", "admin").expect(201);
        String key = made.get("key");

        Answer list = owner.api().get(keys).send().expect(200);

        assertThat(key).startsWith(made.get("prefix") + "_");
        assertThat(list.items("prefix")).containsExactly(made.get("prefix"));
        assertThat(list.items("name")).containsExactly("once");
        assertThat(list.items("created_by")).containsExactly(owner.id());
        assertThat(list.json().at("/items/0").has("key")).isFalse();
        assertThat(list.text()).doesNotContain(key.substring(made.get("prefix").length() + 1));
    }

    @Test
    void tellsWhenItWasLastUsed() {
        ApiClient program = nobody.with(make(owner, "used", "member").get("key"));
        program.get("/workspaces/" + UUID.randomUUID()).send().expect(404);
        assertThat(owner.api()
                        .get(keys)
                        .send()
                        .json()
                        .at("/items/0/last_used_at")
                        .isNull())
                .isTrue();

        program.get("/workspaces/" + workspace).send().expect(200);

        // Noted after the answer was made, and before it was sent.
        assertThat(owner.api()
                        .get(keys)
                        .send()
                        .json()
                        .at("/items/0/last_used_at")
                        .isNull())
                .isFalse();
    }

    @Test
    void stopsWithTheNextRequestOnceItIsRevoked() {
        Answer made = make(owner, "leaked", "owner").expect(201);
        ApiClient program = nobody.with(made.get("key"));
        program.get("/workspaces/" + workspace).send().expect(200);
        Person admin = nobody.newPerson();
        owner.add(workspace, admin, "admin");

        admin.api().delete(keys + "/" + made.get("id")).send().expect(204);

        program.get("/workspaces/" + workspace).send().expect(401, "unauthenticated");
        admin.api().delete(keys + "/" + made.get("id")).send().expect(404, "not_found");
        assertThat(owner.api().get(keys).send().items("id")).isEmpty();
    }

    @Test
    void stopsOnceItHasExpired() {
        Answer made = owner.api()
                .post(keys)
                .json(json("name", "short", "role", "member", "expires_at", "2099-01-01T01:00:00+01:00"))
                .send()
                .expect(201);
        ApiClient program = nobody.with(made.get("key"));
        assertThat(made.get("expires_at")).isEqualTo("2099-01-01T00:00:00Z");
        program.get("/workspaces/" + workspace).send().expect(200);

        server.sql("update ghostworks.api_keys set expires_at = clock_timestamp() where id = '" + made.get("id") + "'");

        program.get("/workspaces/" + workspace).send().expect(401, "unauthenticated");
        assertThat(owner.api().get(keys).send().items("id")).containsExactly(made.get("id"));
    }

    /** A workspace that the key is not of does not exist for it, as it does not for a person who is no member. */
    @Test
    void findsNothingInAnotherWorkspace() {
        ApiClient program = nobody.with(make(owner, "elsewhere", "owner").get("key"));
        Person other = nobody.newPerson();
        String foreign = other.newWorkspace();
        String artifact = other.newArtifact(foreign, "secret").get("id");
        String none = UUID.randomUUID().toString();
        for (String path : List.of("", "/members", "/artifacts", "/artifacts/" + artifact, "/artifacts/export")) {
            Answer there = same(program, "/workspaces/" + foreign + path);
            Answer nowhere = same(program, "/workspaces/" + none + path);

            there.expect(404, "not_found");
            assertThat(there.text()).isEqualTo(nowhere.text());
        }
        // Its own maker's other workspace is another one too.
        program.get("/workspaces/" + owner.newWorkspace()).send().expect(404, "not_found");
    }

    private static Answer same(ApiClient program, String path) {
        return program.get(path).header("X-Request-Id", "the-same").send();
    }

    /** Every call of the contract, with the key of an owner. */
    @Test
    void makesNoCallThatIsForPeople() {
        Answer made = make(owner, "all", "owner").expect(201);
        ApiClient program = nobody.with(made.get("key"));
        Person member = nobody.newPerson();
        owner.add(workspace, member, "member");
        Set<String> answered = new HashSet<>();
        OpenApi.shared()
                .document()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(call -> {
                    String id = call.getValue().get("operationId").asString();
                    if (call.getValue().path("security").isEmpty()
                            && !call.getValue().path("security").isMissingNode()) {
                        return;
                    }
                    String filled = path.getKey()
                            .replace("{workspace_id}", workspace)
                            .replace("{user_id}", member.id())
                            .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
                    ApiClient.Call request = program.call(call.getKey().toUpperCase(Locale.ROOT), filled);
                    call.getValue().path("requestBody").path("content").properties().stream()
                            .findFirst()
                            .ifPresent(content -> request.body(
                                    content.getKey(), example(content.getValue().path("schema"))));
                    int status = request.send().status();
                    if (status != 401 && status != 403) {
                        answered.add(id);
                    }
                }));

        assertThat(answered).isSubsetOf(OPEN);
        assertThat(owner.api()
                        .get("/workspaces/" + workspace)
                        .send()
                        .expect(200)
                        .get("role"))
                .isEqualTo("owner");
        assertThat(owner.api()
                        .get("/workspaces/" + workspace + "/members")
                        .send()
                        .items("user_id"))
                .containsExactly(owner.id(), member.id());
    }

    private static byte[] example(JsonNode schema) {
        JsonNode resolved = schema.has("$ref")
                ? OpenApi.shared().document().at(schema.get("$ref").asString().substring(1))
                : schema;
        JsonNode example = resolved.path("examples").path(0);
        return example.isObject() ? example.toString().getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    @ParameterizedTest
    @CsvSource({
        "owner, owner, 201", "owner, admin, 201", "owner, member, 201",
        "admin, owner, 403", "admin, admin, 201", "admin, member, 201",
        "member, owner, 403", "member, admin, 403", "member, member, 403"
    })
    void givesNoKeyARoleAboveItsMakers(String role, String wanted, int status) {
        Person actor = nobody.newPerson();
        owner.add(workspace, actor, role);

        make(actor, "key", wanted).expect(status);

        actor.api().get(keys).send().expect(role.equals("member") ? 403 : 200);
        assertThat(owner.api().get(keys).send().items("role")).hasSize(status == 201 ? 1 : 0);
    }

    @Test
    void hidesTheKeysOfOtherWorkspaces() {
        String id = make(owner, "mine", "member").expect(201).get("id");
        Person mallory = nobody.newPerson();
        String own = "/workspaces/" + mallory.newWorkspace() + "/api-keys/";

        mallory.api().get(keys).send().expect(404, "not_found");
        make(mallory, "key", "member").expect(404, "not_found");
        for (String foreign : List.of(keys + "/" + id, own + id, own + UUID.randomUUID(), own + "no-id")) {
            mallory.api().delete(foreign).send().expect(404, "not_found");
        }
        assertThat(owner.api().get(keys).send().items("id")).containsExactly(id);
    }

    @Test
    void namesAllThatIsWrong() {
        assertThat(owner.api()
                        .post(keys)
                        .json("{\"x\":1,\"expires_at\":\"soon\"}")
                        .send()
                        .expect(422)
                        .fields())
                .containsExactlyInAnyOrder("x", "name", "role", "expires_at");
        assertThat(owner.api()
                        .post(keys)
                        .json(json("name", " ", "role", "root"))
                        .send()
                        .expect(422)
                        .fields())
                .containsExactlyInAnyOrder("name", "role");
        assertThat(owner.api()
                        .post(keys)
                        .json(json("name", "late", "role", "member", "expires_at", "2001-01-01T00:00:00Z"))
                        .send()
                        .expect(422)
                        .fields())
                .containsExactly("expires_at");
        assertThat(owner.api().get(keys).send().items("id")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gw_", "gw_x", "gw_01936b1e7c007a319d2e5f0c1a2b3c4d_"})
    void refusesWhatLooksLikeAKey(String text) {
        nobody.with(text).get("/workspaces/" + workspace).send().expect(401, "unauthenticated");
    }

    @Test
    void limitsBadKeysFromAnAddressAndNotTheTypingErrors() {
        try (RunningServer strict = RunningServer.start(Map.of("AUTH_ATTEMPTS_PER_MINUTE", "1"))) {
            ApiClient anybody = ApiClient.of(strict);
            String path = "/workspaces/" + UUID.randomUUID();
            for (int i = 0; i < 100; i++) {
                anybody.with(unknownKey()).get(path).send().expect(401);
                anybody.with(unknownKey() + "1").get(path).send().expect(401);
            }

            assertThat(anybody.with(unknownKey())
                            .get(path)
                            .send()
                            .expect(429, "rate_limited")
                            .header("Retry-After"))
                    .isPresent();
            anybody.newPerson().api().get("/auth/me").send().expect(200);
        }
    }

    private static String unknownKey() {
        return ApiKeyToken.random(new ApiKeyId(UUID.randomUUID()), new SecureRandom())
                .value();
    }

    private Answer make(Person who, String name, String role) {
        return who.api().post(keys).json(json("name", name, "role", role)).send();
    }
}
