package io.ghostworks.api;

import io.ghostworks.api.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies from the schemas of the contract: as they should be, one step away from that, and far away. */
final class FuzzBodies {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "\u0000",
            "e\u0301",
            "\u202e\u200b",
            "\ud83d\ude00",
            "' or 1=1 --",
            "%_\\",
            "{\"a\":1}",
            "../../etc/passwd",
            "x".repeat(300),
            "x".repeat(20_000),
            "owner",
            "member",
            "2026-11-22T09:30:00Z");

    private final JsonNode document = OpenApi.shared().document();
    private final Random random;

    FuzzBodies(Random random) {
        this.random = random;
    }

    /** The bytes of a body, for a schema or for none. */
    byte[] body(JsonNode schema) {
        byte[] right = right(schema, 0).toString().getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(10)) {
            case 0 -> wild();
            case 1 -> Arrays.copyOf(right, random.nextInt(right.length + 1));
            case 2 -> flipped(right);
            case 3, 4, 5 -> mutated(schema).toString().getBytes(StandardCharsets.UTF_8);
            default -> right;
        };
    }

    private byte[] wild() {
        String text = switch (random.nextInt(8)) {
            case 0 -> "[".repeat(3_000);
            case 1 -> "{\"a\":".repeat(2_000);
            case 2 -> "{\"metadata\":{\"a\":1e-99999}}";
            case 3 -> "{\"name\":\"\\ud800\"}";
            case 4 -> "null";
            case 5 -> "{\"name\":\"a\",\"name\":\"b\"}";
            case 6 -> "\ufeff{}";
            default -> "";
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] flipped(byte[] body) {
        byte[] changed = body.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    /** One member missing, added, or of another kind. */
    private JsonNode mutated(JsonNode schema) {
        JsonNode right = right(schema, 0);
        if (!(right instanceof ObjectNode object)) {
            return anything(0);
        }
        List<String> names = new ArrayList<>(object.propertyNames());
        if (names.isEmpty() || random.nextInt(5) == 0) {
            return object.set("no_such_field", anything(0));
        }
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(3) == 0) {
            object.remove(name);
            return object;
        }
        return object.set(name, anything(0));
    }

    JsonNode anything(int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 8)) {
            case 0 -> Json.MAPPER.nullNode();
            case 1 -> Json.MAPPER.valueToTree(random.nextLong());
            case 2 -> Json.MAPPER.valueToTree(random.nextBoolean());
            case 3 -> Json.MAPPER.readTree("-1.5e308");
            case 4, 5 -> Json.MAPPER.valueToTree(text());
            case 6 -> {
                ArrayNode array = Json.MAPPER.createArrayNode();
                for (int i = random.nextInt(60); i > 0; i--) {
                    array.add(anything(depth + 2));
                }
                yield array;
            }
            default -> {
                ObjectNode object = Json.MAPPER.createObjectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(text(), anything(depth + 1));
                }
                yield object;
            }
        };
    }

    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** What the schema allows, more or less. */
    private JsonNode right(JsonNode node, int depth) {
        JsonNode schema = resolved(node);
        String type = schema.path("type").isArray()
                ? schema.path("type").path(0).asString("")
                : schema.path("type").asString("");
        return switch (type) {
            case "object" -> object(schema, depth);
            case "array" -> {
                ArrayNode array = Json.MAPPER.createArrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(right(schema.path("items"), depth + 1));
                }
                yield array;
            }
            case "boolean" -> Json.MAPPER.valueToTree(random.nextBoolean());
            case "integer", "number" -> Json.MAPPER.valueToTree(random.nextInt(100));
            case "string" -> Json.MAPPER.valueToTree(string(schema));
            default -> anything(depth);
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || random.nextBoolean()) {
                object.set(property.getKey(), right(property.getValue(), depth + 1));
            }
        }
        return object;
    }

    private String string(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.get("enum")
                    .get(random.nextInt(schema.get("enum").size()))
                    .asString();
        }
        if (schema.path("format").asString("").equals("email")) {
            return "fuzz-" + Long.toHexString(random.nextLong()) + "@example.com";
        }
        int least = Math.max(1, schema.path("minLength").asInt(1));
        return "f" + Long.toHexString(random.nextLong()) + "x".repeat(least);
    }

    private JsonNode resolved(JsonNode schema) {
        if (schema.has("anyOf")) {
            return resolved(schema.path("anyOf")
                    .path(random.nextInt(schema.path("anyOf").size())));
        }
        return schema.has("$ref")
                ? resolved(document.at(schema.get("$ref").asString().substring(1)))
                : schema;
    }
}
