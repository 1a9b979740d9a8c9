package io.ghostworks.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.api.web.Json;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the contract allows to be sent is what the server takes, for each call and each field: null, nothing, every wrong
 * type, the lengths at the limits and one beyond.
 */
@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestsTest {

    /** Calls whose well-formed body the server may still find invalid: a token is checked, not only read. */
    private static final Set<String> JUDGED_BY_CONTENT =
            Set.of("verifyEmail", "changePassword", "resetPassword", "acceptInvitation");

    private static final Set<Integer> REFUSED = Set.of(400, 422);

    private final JsonNode document = OpenApi.shared().document();
    private final ApiClient nobody;
    private final Person owner;
    private final Person member;

    RequestsTest(RunningServer server) {
        nobody = ApiClient.of(server);
        owner = nobody.newPerson();
        member = nobody.newPerson();
    }

    @Test
    void takesTheBodiesThatTheContractAllowsAndNoOthers() {
        Set<String> disagreements = new TreeSet<>();
        int sent = 0;
        for (Operation operation : operations()) {
            for (ObjectNode body : variants(operation)) {
                sent++;
                List<String> complaints = OpenApi.shared().complaints(operation.schema(), body);
                int status = send(operation, body);
                assertThat(status).as(operation.id()).isNotEqualTo(429);
                boolean taken = !REFUSED.contains(status);
                if (taken
                        ? !complaints.isEmpty()
                        : complaints.isEmpty() && !JUDGED_BY_CONTENT.contains(operation.id())) {
                    disagreements.add(operation.id() + " answers " + status + " to " + brief(body)
                            + (complaints.isEmpty() ? ", which is valid" : ", though " + complaints));
                }
            }
        }
        assertThat(sent).isGreaterThan(200);
        assertThat(disagreements).isEmpty();
    }

    @Test
    void takesTheQueryParametersThatTheContractAllowsAndNoOthers() {
        String artifacts = "/workspaces/" + owner.newWorkspace() + "/artifacts";
        Map<String, List<String>> values = Map.of(
                "created_after",
                        List.of("2026-11-22T10:30:00+01:00", "2026-11-22T09:30:00Z", "2026-11-22T09:30:00", "now"),
                "created_before", List.of("2026-11-22T10:30:00.5-09:30", "2026-11-22", "2026-11-22T09:30:00.123456Z"),
                "created_by", List.of(owner.id(), owner.id().substring(1), "me"),
                "limit", List.of("1", "100", "0", "101", "ten", "5.0"),
                "count", List.of("true", "false", "yes"),
                "name", List.of("a", "x".repeat(255), "x".repeat(256)),
                "q", List.of("a", "x".repeat(1000), "x".repeat(1001)));
        String parameters = "/paths/~1api~1v1~1workspaces~1{workspace_id}~1artifacts/get/parameters";
        int sent = 0;
        for (int i = 0; i < document.at(parameters).size(); i++) {
            String name = document.at(parameters).get(i).path("name").asString("");
            for (String value : values.getOrDefault(name, List.of())) {
                sent++;
                boolean valid = valid(parameters + "/" + i + "/schema", value);
                Answer answer = owner.api()
                        .get(artifacts + "?" + name + "=" + ApiClient.encoded(value))
                        .send();
                assertThat(answer.status()).as(name + "=" + value).isEqualTo(valid ? 200 : 400);
            }
        }
        assertThat(sent).isEqualTo(values.values().stream().mapToInt(List::size).sum());
    }

    /** @param schema a JSON pointer */
    private boolean valid(String schema, String value) {
        JsonNode typed = switch (resolved(document.at(schema)).path("type").asString("")) {
            case "integer" -> value.matches("-?[0-9]+") ? Json.MAPPER.readTree(value) : Json.MAPPER.valueToTree(value);
            case "boolean" ->
                Set.of("true", "false").contains(value) ? Json.MAPPER.readTree(value) : Json.MAPPER.valueToTree(value);
            default -> Json.MAPPER.valueToTree(value);
        };
        return OpenApi.shared().complaints(schema, typed).isEmpty();
    }

    /** Every call that takes a JSON object. */
    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(call -> {
                    JsonNode schema = call.getValue().at("/requestBody/content/application~1json/schema");
                    if (!schema.isMissingNode()) {
                        operations.add(new Operation(
                                call.getValue().get("operationId").asString(),
                                call.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                schema.get("$ref").asString().substring(1)));
                    }
                }));
        assertThat(operations).hasSizeGreaterThan(10);
        return operations;
    }

    private int send(Operation operation, ObjectNode body) {
        String path = operation.path();
        if (path.contains("{workspace_id}")) {
            String workspace = owner.newWorkspace();
            path = path.replace("{workspace_id}", workspace);
            if (path.contains("{user_id}")) {
                owner.add(workspace, member, "member");
                path = path.replace("{user_id}", member.id());
            }
            if (path.contains("{artifact_id}")) {
                path = path.replace(
                        "{artifact_id}", owner.newArtifact(workspace, "a").get("id"));
            }
        }
        return owner.api()
                .call(operation.method(), path)
                .json(body.toString())
                .send()
                .status();
    }

    /** The example of the schema with all its fields, and everything that is one step away from it. */
    private List<ObjectNode> variants(Operation operation) {
        JsonNode schema = document.at(operation.schema());
        List<ObjectNode> variants = new ArrayList<>();
        variants.add(whole(schema));
        variants.add(whole(schema).put("no_such_field", 1));
        schema.get("properties").properties().forEach(property -> {
            ObjectNode without = whole(schema);
            without.remove(property.getKey());
            variants.add(without);
            values(resolved(property.getValue()))
                    .forEach(value -> variants.add(whole(schema).set(property.getKey(), value)));
        });
        return variants;
    }

    private ObjectNode whole(JsonNode schema) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        schema.get("properties")
                .properties()
                .forEach(property ->
                        body.set(property.getKey(), right(property.getKey(), resolved(property.getValue()))));
        return body;
    }

    private JsonNode right(String name, JsonNode schema) {
        return Json.MAPPER.valueToTree(
                switch (name) {
                    case "email" -> "r-" + UUID.randomUUID() + "@example.com";
                    case "slug" -> "r-" + UUID.randomUUID();
                    case "tags" -> List.of("a", "b");
                    case "metadata", "settings" -> Map.of("a", 1);
                    case "is_active" -> true;
                    case "role" -> "member";
                    case "password", "current_password", "new_password" -> "a good password";
                    default -> {
                        assertThat(schema.toString()).as(name).contains("\"string\"");
                        yield "text";
                    }
                });
    }

    private static Stream<JsonNode> values(JsonNode schema) {
        Stream<Object> wrong = Stream.of(5, true, "", "text", List.of("x"), List.of(5), Map.of("a", 1));
        int longest = schema.path("maxLength").asInt(0);
        Stream<Object> lengths =
                longest == 0 ? Stream.of() : Stream.of(text(schema, longest), text(schema, longest + 1));
        int shortest = schema.path("minLength").asInt(0);
        Stream<Object> shorts = shortest < 2 ? Stream.of() : Stream.of("x".repeat(shortest), "x".repeat(shortest - 1));
        int most = schema.path("maxItems").asInt(0);
        Stream<Object> arrays = most == 0
                ? Stream.of()
                : Stream.of(
                        numbered(most),
                        numbered(most + 1),
                        List.of(""),
                        List.of("x".repeat(100)),
                        List.of("x".repeat(101)));
        return Stream.concat(
                Stream.of(Json.MAPPER.nullNode()),
                Stream.of(wrong, lengths, shorts, arrays)
                        .flatMap(stream -> stream)
                        .map(value -> Json.MAPPER.valueToTree(value)));
    }

    private static String text(JsonNode schema, int length) {
        String end = schema.path("format").asString("").equals("email")
                ? "@" + "d".repeat(63) + ("." + "d".repeat(62)).repeat(2) + ".example.com"
                : "";
        return UUID.randomUUID() + "x".repeat(Math.max(0, length - end.length() - 36)) + end;
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "t" + i).toList();
    }

    /** A schema behind its reference, and of a choice between one and null the one. */
    private JsonNode resolved(JsonNode schema) {
        if (schema.has("anyOf")) {
            return resolved(schema.at("/anyOf/0"));
        }
        return schema.has("$ref") ? document.at(schema.get("$ref").asString().substring(1)) : schema;
    }

    private static String brief(ObjectNode body) {
        String text = body.toString();
        return text.length() < 300 ? text : text.substring(0, 300) + "…";
    }

    /** @param schema a JSON pointer */
    private record Operation(String id, String method, String path, String schema) {}
}
