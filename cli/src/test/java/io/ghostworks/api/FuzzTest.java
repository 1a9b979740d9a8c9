package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Every call of the contract with generated paths, parameters, headers and bodies, by A, with B's ids mixed in: never a 500, never
 * an answer outside of the contract, never a word of B's. A failure prints the seed; {@code -Dghostworks.fuzz.seed} repeats it, and
 * {@code -Dghostworks.fuzz.requests} says how many.
 */
@ExtendWith(ServerExtension.class)
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("ghostworks.fuzz.requests", 1_000);
    /** After so many requests A logs in again and gets new things, as the old ones may have been deleted. */
    private static final int ROUND = 40;

    private final long seed = Long.getLong("ghostworks.fuzz.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final FuzzBodies bodies = new FuzzBodies(random);
    private final String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
    private final ApiClient nobody;
    private final List<Operation> operations = operations();
    private final List<String> idsOfB = new ArrayList<>();
    private final Map<String, List<String>> idsOfA = new TreeMap<>();

    FuzzTest(RunningServer server) {
        this.nobody = ApiClient.of(server);
    }

    private record Operation(String method, String path, JsonNode description) {}

    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        OpenApi.shared()
                .document()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(call -> operations.add(new Operation(
                                call.getKey().toUpperCase(Locale.ROOT), path.getKey(), call.getValue()))));
        return operations;
    }

    @Test
    void answersWhateverIsSentWithinTheContractAndWithNothingOfOthers() {
        Person b = b();
        Map<Integer, Integer> answers = new TreeMap<>();
        Person a = nobody.newPerson();
        for (int i = 0; i < REQUESTS; i++) {
            if (i % ROUND == 0) {
                a = nobody.newPerson();
                settle(a);
            }
            Operation operation = operations.get(random.nextInt(operations.size()));
            String what = "request " + i + " of seed " + seed + ": " + operation.method() + " " + operation.path();
            Answer answer = send(a, operation, what);
            answers.merge(answer.status(), 1, Integer::sum);
            assertThat(answer.status()).as(what + ": " + answer.text()).isLessThan(500);
            assertThat(answer.text() + answer.headers().map()).as(what).doesNotContain(canary);
        }

        assertThat(answers).as("seed " + seed).containsKeys(200, 201, 204, 400, 401, 404, 422);
        intact(b);
    }

    /** Everything that B has bears the canary's name. */
    private Person b() {
        Person b = nobody.newPerson();
        String workspace = b.api()
                .post("/workspaces")
                .json(json("name", canary, "slug", canary))
                .send()
                .expect(201)
                .get("id");
        String artifact = b.newArtifact(workspace, canary).get("id");
        String invitation = b.api()
                .post("/workspaces/" + workspace + "/invitations")
                .json(json("email", canary + "@example.com", "role", "member"))
                .send()
                .expect(201)
                .get("id");
        String session = b.api().get("/auth/sessions").send().items("id").getFirst();
        idsOfB.addAll(List.of(workspace, artifact, invitation, session, b.id()));
        return b;
    }

    private void intact(Person b) {
        String workspace = "/workspaces/" + idsOfB.getFirst();
        assertThat(b.api().get(workspace).send().expect(200).get("name")).isEqualTo(canary);
        assertThat(b.api()
                        .get(workspace + "/artifacts/" + idsOfB.get(1))
                        .send()
                        .expect(200)
                        .header("ETag"))
                .contains("\"1\"");
        assertThat(b.api().get(workspace + "/members").send().expect(200).items("user_id"))
                .containsExactly(b.id());
        assertThat(b.api().get(workspace + "/invitations").send().expect(200).items("id"))
                .containsExactly(idsOfB.get(2));
        b.logIn().expect(200);
    }

    private void settle(Person a) {
        String workspace = a.newWorkspace();
        idsOfA.clear();
        idsOfA.put("workspace_id", List.of(workspace));
        idsOfA.put("artifact_id", List.of(a.newArtifact(workspace, "a").get("id")));
        idsOfA.put("user_id", List.of(a.id()));
        idsOfA.put("session_id", a.api().get("/auth/sessions").send().items("id"));
    }

    private Answer send(Person a, Operation operation, String what) {
        ApiClient client = switch (random.nextInt(12)) {
            case 0 -> nobody;
            case 1 -> nobody.with("a.b." + bounded(bodies.text().replaceAll("[^\\x21-\\x7e]", "")));
            default -> a.api();
        };
        String path = path(operation) + query(operation);
        ApiClient.Call call = client.call(operation.method(), path);
        headers(call);
        JsonNode content = operation.description().path("requestBody").path("content");
        if (!content.isMissingNode() && random.nextInt(20) != 0) {
            Map.Entry<String, JsonNode> media = content.properties().iterator().next();
            String type = random.nextInt(15) == 0 ? "text/plain" : media.getKey();
            call.body(type, bodies.body(media.getValue().path("schema")));
        }
        try {
            return call.send();
        } catch (AssertionError outside) {
            throw new AssertionError(what + ": " + outside.getMessage(), outside);
        } catch (UncheckedIOException hungUp) {
            throw new AssertionError(what + " with " + path + ": " + hungUp.getMessage(), hungUp);
        }
    }

    private String path(Operation operation) {
        StringBuilder path = new StringBuilder();
        for (String segment : operation.path().substring(1).split("/", -1)) {
            path.append('/').append(segment.startsWith("{") ? id(segment.substring(1, segment.length() - 1)) : segment);
        }
        return path.toString();
    }

    private String id(String name) {
        List<String> own = idsOfA.getOrDefault(name, List.of());
        return switch (random.nextInt(10)) {
            case 0, 1 -> idsOfB.get(random.nextInt(idsOfB.size()));
            case 2 -> UUID.randomUUID().toString();
            case 3 ->
                ApiClient.encoded("x" + bounded(bodies.text().replaceAll("[/\\\\.\\x00-\\x1f]", "")))
                        .replace("+", "%20");
            default -> own.isEmpty() ? UUID.randomUUID().toString() : own.get(random.nextInt(own.size()));
        };
    }

    /** Jetty hangs up on a head of more than 32 KiB before anything of ours sees it. */
    private static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), 6_000));
    }

    private String query(Operation operation) {
        List<String> pairs = new ArrayList<>();
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (parameter.path("in").asString("").equals("query") && random.nextInt(4) == 0) {
                String value = random.nextInt(3) == 0
                        ? bodies.text()
                        : likely(parameter.path("name").asString());
                pairs.add(parameter.path("name").asString() + "="
                        + ApiClient.encoded(value.substring(0, Math.min(value.length(), 400))));
            }
        }
        if (random.nextInt(25) == 0) {
            pairs.add("no_such_parameter=1");
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private String likely(String name) {
        return switch (name) {
            case "limit" -> String.valueOf(1 + random.nextInt(100));
            case "count", "atomic" -> "true";
            case "created_after", "created_before" -> "2026-11-22T09:30:00Z";
            case "created_by" -> idsOfB.get(random.nextInt(idsOfB.size()));
            case "metadata" -> "{\"a\":1}";
            default -> "word";
        };
    }

    private void headers(ApiClient.Call call) {
        if (random.nextInt(10) == 0) {
            call.header("Accept", random.nextBoolean() ? "text/html" : "application/json;q=0.5");
        }
        if (random.nextInt(6) == 0) {
            call.header(random.nextBoolean() ? "If-Match" : "If-None-Match", random.nextBoolean() ? "\"1\"" : "*");
        }
        if (random.nextInt(6) == 0) {
            call.header("Idempotency-Key", "k" + random.nextInt(5));
        }
        if (random.nextInt(10) == 0) {
            call.header("X-Request-Id", "r".repeat(1 + random.nextInt(300)));
        }
    }
}
