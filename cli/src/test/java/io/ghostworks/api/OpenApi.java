package io.ghostworks.api;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ghostworks.api.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The contract in openapi.json, and whether a response keeps it: its status, headers, content type and body. The document
 * leaves answers open for fields and codes to come, and clients must; what the server sends today is held to the strict
 * variant of it, see {@link StrictContract}.
 */
final class OpenApi {

    private static final String ID = "https://ghostworks.test/openapi.json";
    private static final OpenApi SHARED = new OpenApi(read());

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final List<String> templates;

    private OpenApi(String text) {
        this.document = Json.MAPPER.readTree(text);
        String strict = StrictContract.of(document).toString();
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, strict)));
        this.templates = document.get("paths").propertyNames().stream()
                .sorted(Comparator.comparingLong((String path) ->
                                path.chars().filter(c -> c == '{').count())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    static OpenApi shared() {
        return SHARED;
    }

    JsonNode document() {
        return document;
    }

    /** Every call, as its method and its path with nameless parameters. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                operations.add(method.toUpperCase(Locale.ROOT) + " " + nameless(path.getKey()))));
        return operations;
    }

    static String nameless(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    /** Why a value is not as the schema at a place of the document says. */
    List<String> complaints(String pointer, JsonNode value) {
        return invalid(new Place(document, pointer), value);
    }

    /** What the response has that the contract does not, or the other way round; empty if it keeps the contract. */
    List<String> complaints(Answer answer) {
        List<String> complaints = new ArrayList<>();
        Place response = response(answer);
        if (response.node().isMissingNode()) {
            return List.of("the status is not declared");
        }
        response.node().path("headers").properties().forEach(header -> {
            Place place = response.child("headers").child(header.getKey()).resolved(this);
            Optional<String> value = answer.header(header.getKey());
            value.ifPresentOrElse(
                    text -> complaints.addAll(invalid(place.child("schema"), Json.MAPPER.valueToTree(text))), () -> {
                        if (place.node().path("required").asBoolean(true)) {
                            complaints.add("the header " + header.getKey() + " is missing");
                        }
                    });
        });
        complaints.addAll(bodyComplaints(response.child("content"), answer));
        complaints.addAll(problemComplaints(response.child(StrictContract.CODES).node(), answer));
        return complaints;
    }

    /** The status in a problem is that of the answer, and its code one of those that the answer is documented with. */
    private static List<String> problemComplaints(JsonNode codes, Answer answer) {
        if (codes.isMissingNode() || answer.body().length == 0) {
            return List.of();
        }
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        List<String> complaints = new ArrayList<>();
        if (problem.path("status").asInt(0) != answer.status()) {
            complaints.add("the problem has another status than the answer: " + problem.path("status"));
        }
        if (codes.valueStream().noneMatch(code -> code.equals(problem.path("code")))) {
            complaints.add("the code " + problem.path("code") + " is none of " + codes);
        }
        return complaints;
    }

    private List<String> bodyComplaints(Place content, Answer answer) {
        String type = answer.header("Content-Type").orElse("").split(";", 2)[0];
        if (content.node().isMissingNode()) {
            return answer.body().length == 0 && type.isEmpty() ? List.of() : List.of("it has a body, or a type of one");
        }
        Place media = content.child(type);
        if (media.node().isMissingNode()) {
            return List.of("the type " + type + " is not declared");
        }
        if (answer.method().equals("HEAD")) {
            return answer.body().length == 0 ? List.of() : List.of("HEAD has no body");
        }
        try {
            return type.endsWith("json") && !type.contains("ndjson")
                    ? invalid(media.child("schema"), Json.MAPPER.readTree(answer.body()))
                    : List.of();
        } catch (JacksonException e) {
            return List.of("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    private Place response(Answer answer) {
        Place paths = new Place(document, "").child("paths");
        String path = answer.path().replaceFirst("(?<=.)/$", "");
        Optional<String> template = templates.stream()
                .filter(candidate -> Pattern.matches(candidate.replaceAll("\\{[^}]*}", "[^/]+"), path))
                .findFirst();
        String method = answer.method().equals("HEAD") ? "get" : answer.method().toLowerCase(Locale.ROOT);
        if (template.isEmpty()) {
            return component(Map.of(404, "NotFound", 400, "Malformed", 406, "NotAcceptable"), answer.status());
        }
        Place operation = paths.child(template.get()).child(method);
        if (operation.node().isMissingNode()) {
            return component(Map.of(405, "MethodNotAllowed", 406, "NotAcceptable"), answer.status());
        }
        return operation
                .child("responses")
                .child(Integer.toString(answer.status()))
                .resolved(this);
    }

    private Place component(Map<Integer, String> names, int status) {
        return new Place(document, "").child("components").child("responses").child(names.getOrDefault(status, "none"));
    }

    private List<String> invalid(Place schema, JsonNode value) {
        return schemas
                .computeIfAbsent(schema.pointer(), pointer -> registry.getSchema(SchemaLocation.of(ID + "#" + pointer)))
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static String read() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part of the document and where it stands. */
    private record Place(JsonNode node, String pointer) {

        Place child(String name) {
            return new Place(
                    node.path(name), pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
        }

        Place resolved(OpenApi api) {
            String reference = node.path("$ref").asString("");
            return reference.isEmpty()
                    ? this
                    : new Place(api.document.at(reference.substring(1)), reference.substring(1));
        }
    }
}
