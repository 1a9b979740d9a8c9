package io.ghostworks.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostworks.error.Invalid;
import io.ghostworks.error.Invalid.Violation;
import io.ghostworks.value.JsonObject;
import io.ghostworks.value.MergePatch;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON object of a request. Values of the wrong type are malformed (400), and named together; a member that is not known is
 * invalid (422), and named together with everything else that is. Reading a member only notes what is wrong with it: {@link #to}
 * tells.
 */
public final class JsonBody {

    private final JsonNode object;
    private final Set<Violation> violations = new LinkedHashSet<>();
    private final Set<Violation> wrongTypes = new LinkedHashSet<>();

    private JsonBody(JsonNode object, Set<String> known) {
        this.object = object;
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violations.add(new Violation(printable(name), "is not a known field")));
    }

    /** The body of a request whose content type is JSON. A request with a body takes no query parameters. */
    public static JsonBody of(Context context, String... known) {
        QueryParameters.none(context);
        Negotiation.requireContentType(context, Negotiation.JSON);
        return parse(context.bodyAsBytes(), Set.of(known));
    }

    /** The body of a PATCH. */
    public static JsonBody ofPatch(Context context, String... known) {
        QueryParameters.none(context);
        Negotiation.requireContentType(context, Negotiation.JSON, Negotiation.MERGE_PATCH);
        return parse(context.bodyAsBytes(), Set.of(known));
    }

    public static JsonBody parse(byte[] json, Set<String> known) {
        return parse(json, 0, json.length, 1, known);
    }

    /**
     * Parses a part of something larger.
     *
     * @param line the number of its first line there, for what an error says
     * @throws MalformedRequest if it is no JSON object in UTF-8
     */
    public static JsonBody parse(byte[] json, int start, int length, long line, Set<String> known) {
        return new JsonBody(StrictJson.object(json, start, length, line), known);
    }

    /**
     * Makes a domain value of the body, naming members that are not known along with whatever the value refuses.
     *
     * @throws MalformedRequest if a member that was read has the wrong type; names all of them
     */
    public <T> T to(Supplier<T> value) {
        if (!wrongTypes.isEmpty()) {
            String detail = wrongTypes.size() == 1 ? "A field has the wrong type." : "Fields have the wrong type.";
            throw new MalformedRequest(detail, List.copyOf(wrongTypes));
        }
        Set<Violation> found = new LinkedHashSet<>(violations);
        try {
            T made = value.get();
            if (violations.isEmpty()) {
                return made;
            }
        } catch (Invalid invalid) {
            found.addAll(invalid.violations());
        }
        throw new Invalid(List.copyOf(found));
    }

    /** Whether the member is there, be it null. */
    public boolean has(String name) {
        return object.has(name);
    }

    @Nullable
    public String text(String name) {
        return member(name, JsonNode::isString, "a text")
                .map(JsonNode::stringValue)
                .orElse(null);
    }

    /** Texts that must be there, in the order of their names. */
    public List<String> requiredTexts(String... names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            String text = text(name);
            if (text == null) {
                violations.add(new Violation(name, "is required"));
            } else {
                texts.add(text);
            }
        }
        return to(() -> texts);
    }

    /** Notes that the member is there and null, where null has no meaning. */
    public void refuseNull(String name) {
        if (object.has(name) && object.get(name).isNull()) {
            violations.add(new Violation(name, "cannot be removed"));
        }
    }

    @Nullable
    public Boolean truth(String name) {
        return member(name, JsonNode::isBoolean, "true or false")
                .map(JsonNode::booleanValue)
                .orElse(null);
    }

    /** A time as RFC 3339. A text that is none is noted as invalid. */
    public Optional<Instant> time(String name) {
        return Optional.ofNullable(text(name)).flatMap(text -> {
            try {
                return Optional.of(Times.parse(text));
            } catch (DateTimeException noTime) {
                violations.add(new Violation(name, Times.EXPECTED));
                return Optional.empty();
            }
        });
    }

    @Nullable
    public List<String> texts(String name) {
        return member(name, JsonBody::isTexts, "a list of texts")
                .map(array -> StreamSupport.stream(array.spliterator(), false)
                        .map(JsonNode::stringValue)
                        .toList())
                .orElse(null);
    }

    /** An object; what it refuses is noted under the member's name. */
    @Nullable
    public JsonObject object(String name) {
        return member(name, JsonNode::isObject, "an object")
                .flatMap(node -> checked(name, node))
                .orElse(null);
    }

    /** The known members as they are. */
    public MergePatch patch(String... names) {
        Map<String, @Nullable Object> patch = members(object);
        patch.keySet().retainAll(Set.of(names));
        return new MergePatch(patch);
    }

    /** The whole of it. */
    public JsonObject whole() {
        return object(object);
    }

    private Optional<JsonObject> checked(String name, JsonNode node) {
        try {
            return Optional.of(object(node));
        } catch (Invalid invalid) {
            invalid.violations().forEach(violation -> violations.add(new Violation(name, violation.message())));
            return Optional.empty();
        }
    }

    /** A name with lone surrogates replaced, since JSON in UTF-8 can't hold them. */
    private static String printable(String name) {
        return new String(name.getBytes(UTF_8), UTF_8);
    }

    private Optional<JsonNode> member(String name, java.util.function.Predicate<JsonNode> type, String expected) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!type.test(node)) {
            wrongTypes.add(new Violation(name, "must be " + expected));
            return Optional.empty();
        }
        return Optional.of(node);
    }

    private static boolean isTexts(JsonNode node) {
        return node.isArray() && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isString);
    }

    private static JsonObject object(JsonNode node) {
        return new JsonObject(members(node));
    }

    private static Map<String, @Nullable Object> members(JsonNode object) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
        return members;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> members(node);
            case ARRAY -> elements(node);
            case STRING -> node.stringValue();
            case NUMBER -> node.decimalValue();
            case BOOLEAN -> node.booleanValue();
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    private static List<@Nullable Object> elements(JsonNode array) {
        List<@Nullable Object> elements = new ArrayList<>(array.size());
        array.forEach(element -> elements.add(value(element)));
        return elements;
    }
}
