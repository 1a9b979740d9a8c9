package io.ghostworks.api;

import io.ghostworks.error.Invalid;
import io.ghostworks.error.Invalid.Violation;
import io.ghostworks.value.JsonObject;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * The JSON object of a request. A value of the wrong type is malformed (400); a member that is not known is invalid (422),
 * and named together with everything else that is.
 */
final class JsonBody {

    private static final TypeReference<Map<String, @Nullable Object>> MEMBERS = new TypeReference<>() {};

    private final JsonNode object;
    private final Set<String> known;

    private JsonBody(JsonNode object, Set<String> known) {
        this.object = object;
        this.known = known;
    }

    /** The body of a request whose content type is JSON. */
    static JsonBody of(Context context, String... known) {
        Negotiation.requireContentType(context, Negotiation.JSON);
        return parse(context.bodyAsBytes(), Set.of(known));
    }

    /** The body of a PATCH. */
    static JsonBody ofPatch(Context context, String... known) {
        Negotiation.requireContentType(context, Negotiation.JSON, Negotiation.MERGE_PATCH);
        return parse(context.bodyAsBytes(), Set.of(known));
    }

    static JsonBody parse(byte[] json, Set<String> known) {
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new MalformedRequest("The body is not JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        if (node == null || !node.isObject()) {
            throw new MalformedRequest("The body must be a JSON object.");
        }
        return new JsonBody(node, known);
    }

    /** Makes a domain value of the body, naming members that are not known along with whatever the value refuses. */
    <T> T to(Supplier<T> value) {
        List<Violation> violations = new ArrayList<>();
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violations.add(new Violation(name, "is not a known field")));
        try {
            T made = value.get();
            if (violations.isEmpty()) {
                return made;
            }
        } catch (Invalid invalid) {
            violations.addAll(invalid.violations());
        }
        throw new Invalid(violations);
    }

    /** Whether the member is there, be it null. */
    boolean has(String name) {
        return object.has(name);
    }

    @Nullable
    String text(String name) {
        return member(name, JsonNode::isString, "a text")
                .map(JsonNode::stringValue)
                .orElse(null);
    }

    /** A text that must be there. */
    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw new Invalid(name, "is required");
        }
        return text;
    }

    @Nullable
    Boolean truth(String name) {
        return member(name, JsonNode::isBoolean, "true or false")
                .map(JsonNode::booleanValue)
                .orElse(null);
    }

    @Nullable
    List<String> texts(String name) {
        return member(name, JsonBody::isTexts, "a list of texts")
                .map(array -> StreamSupport.stream(array.spliterator(), false)
                        .map(JsonNode::stringValue)
                        .toList())
                .orElse(null);
    }

    @Nullable
    JsonObject object(String name) {
        return member(name, JsonNode::isObject, "an object")
                .map(JsonBody::object)
                .orElse(null);
    }

    /** The whole body. */
    JsonObject whole() {
        return object(object);
    }

    private Optional<JsonNode> member(String name, java.util.function.Predicate<JsonNode> type, String expected) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!type.test(node)) {
            throw new MalformedRequest(
                    "A field has the wrong type.", List.of(new Violation(name, "must be " + expected)));
        }
        return Optional.of(node);
    }

    private static boolean isTexts(JsonNode node) {
        return node.isArray() && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isString);
    }

    private static JsonObject object(JsonNode node) {
        return new JsonObject(Json.MAPPER.convertValue(node, MEMBERS));
    }
}
