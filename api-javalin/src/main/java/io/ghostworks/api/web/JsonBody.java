package io.ghostworks.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostworks.error.Invalid;
import io.ghostworks.error.Invalid.Violation;
import io.ghostworks.value.JsonObject;
import io.ghostworks.value.MergePatch;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * The JSON object of a request. A value of the wrong type is malformed (400); a member that is not known is invalid (422),
 * and named together with everything else that is.
 */
public final class JsonBody {

    private final JsonNode object;
    private final Set<Violation> violations = new LinkedHashSet<>();

    private JsonBody(JsonNode object, Set<String> known) {
        this.object = object;
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violations.add(new Violation(printable(name), "is not a known field")));
    }

    /** The body of a request whose content type is JSON. Who sends one has no use for query parameters. */
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
        return parse(json, 0, json.length, known);
    }

    public static JsonBody parse(byte[] json, int start, int length, Set<String> known) {
        JsonNode node;
        try {
            // Jackson would guess the charset, and let half a surrogate pair pass.
            node = Json.MAPPER.readTree(withoutByteOrderMark(text(json, start, length)));
        } catch (CharacterCodingException e) {
            throw new MalformedRequest("The body is not UTF-8.");
        } catch (NumberFormatException e) {
            throw new MalformedRequest("The body has a number beyond all bounds.");
        } catch (JacksonException e) {
            throw new MalformedRequest(what(e));
        }
        if (node == null || !node.isObject()) {
            throw new MalformedRequest("The body must be a JSON object.");
        }
        return new JsonBody(node, known);
    }

    /** In words of our own: the parser's name its classes and settings. */
    private static String what(JacksonException e) {
        String place = e.getLocation() == null
                ? "."
                : ", at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ".";
        if (e instanceof UnexpectedEndOfInputException) {
            return "The body ends before its JSON does" + place;
        }
        if (e instanceof StreamConstraintsException) {
            return "The body is nested too deep, or has a text, a name or a number that is too long" + place;
        }
        if (e instanceof MismatchedInputException) {
            return "The body has something after its JSON object" + place;
        }
        return "The body is not JSON, or names a field twice" + place;
    }

    /** RFC 8259, section 8.1: nobody should send one, and a reader may pass over it. */
    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String text(byte[] utf8, int start, int length) throws CharacterCodingException {
        String text = new String(utf8, start, length, UTF_8);
        // Only what has this character may have had something else there, and is worth the slow and strict decoder.
        return text.indexOf('\uFFFD') < 0
                ? text
                : UTF_8.newDecoder()
                        .decode(ByteBuffer.wrap(utf8, start, length))
                        .toString();
    }

    /** Makes a domain value of the body, naming members that are not known along with whatever the value refuses. */
    public <T> T to(Supplier<T> value) {
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

    /** A name without what JSON in UTF-8 cannot say. */
    private static String printable(String name) {
        return new String(name.getBytes(UTF_8), UTF_8);
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
