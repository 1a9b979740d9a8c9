package io.ghostworks.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.web.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The document itself: complete, true in its examples, and open where it will grow. */
class ContractTest {

    private static final String SCHEMAS = "/components/schemas/";

    private final JsonNode document = OpenApi.shared().document();

    @Test
    void givesEveryReferenceInTheDocumentATarget() {
        List<String> references = document.findValuesAsString("$ref");

        assertThat(references).hasSizeGreaterThan(100);
        assertThat(references.stream()
                        .filter(reference -> document.at(reference.substring(1)).isMissingNode()))
                .isEmpty();
    }

    @Test
    void hasOnlyValidExamples() {
        Map<String, JsonNode> examples = new TreeMap<>();
        schemas().forEach((name, schema) -> add(examples, SCHEMAS + name, schema.path("examples")));
        assertThat(examples).hasSizeGreaterThan(25);
        examples.forEach((where, example) -> assertThat(
                        OpenApi.shared().complaints(where.replaceFirst("#.*", ""), example))
                .as(where)
                .isEmpty());
        assertThat(document.get("paths").findValues("responses"))
                .allSatisfy(responses -> assertThat(responses.size()).isPositive());
    }

    @Test
    void showsForEveryStatusAnErrorOfThatStatus() {
        JsonNode responses = document.at("/components/responses");
        int shown = 0;
        for (Map.Entry<String, JsonNode> response : responses.properties()) {
            JsonNode media = response.getValue().path("content").path("application/problem+json");
            Set<String> statuses = statusesOf(response.getKey());
            for (JsonNode example : examplesOf(media)) {
                shown++;
                assertThat(statuses)
                        .as(response.getKey())
                        .contains(example.path("status").asString());
                assertThat(example.path("type").asString())
                        .isEqualTo(
                                "urn:ghostworks:problem:" + example.path("code").asString());
                assertThat(OpenApi.shared()
                                .complaints(
                                        media.path("schema")
                                                .path("$ref")
                                                .asString()
                                                .substring(1),
                                        example))
                        .as(response.getKey())
                        .isEmpty();
            }
            JsonNode codes = response.getValue().path(StrictContract.CODES);
            Set<String> codesShown = examplesOf(media).stream()
                    .map(example -> example.path("code").asString())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(codes.valueStream().map(JsonNode::asString))
                    .as(response.getKey())
                    .hasSameElementsAs(codesShown);
        }
        assertThat(shown).isGreaterThanOrEqualTo(15);
    }

    @Test
    void describesEveryCallSchemaAndField() {
        assertThat(document.at("/info/license/identifier").asString()).isEqualTo("Apache-2.0");
        assertThat(document.at("/info/contact/name").asString()).isNotBlank();
        Set<String> bare = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(call -> !hasText(call.getValue()))
                        .forEach(call -> bare.add(call.getKey() + " " + path.getKey())));
        schemas().forEach((name, schema) -> {
            if (!hasText(schema)) {
                bare.add(name);
            }
            bareProperties(bare, name, schema);
        });
        document.findValues("parameters").stream()
                .flatMap(JsonNode::valueStream)
                .filter(parameter -> !parameter.has("$ref") && !hasText(parameter))
                .forEach(parameter -> bare.add(parameter.path("name").asString()));
        assertThat(bare).isEmpty();
    }

    @Test
    void leavesAnswersOpenForFieldsAndCodesToComeAndClosesWhatIsSent() {
        Set<String> sent = reachable(document.get("paths").findValues("requestBody"));
        Set<String> answered = reachable(document.get("paths").findValues("responses"));
        assertThat(sent).contains("Registration", "ArtifactPatch", "GrantedRole");
        assertThat(answered).contains("Artifact", "Problem", "Role", "DatabaseHealth");

        for (String name : answered) {
            assertThat(closed(document.at(SCHEMAS + name)))
                    .as(name + " in an answer")
                    .isFalse();
        }
        sent.removeAll(answered);
        sent.stream()
                .map(name -> document.at(SCHEMAS + name))
                .filter(schema -> schema.has("properties"))
                .forEach(
                        schema -> assertThat(schema.path("additionalProperties").asBoolean(true))
                                .as(schema.toString())
                                .isFalse());
    }

    @Test
    void holdsTheServerToTheFieldsAndCodesOfToday() {
        ObjectNode health =
                Json.MAPPER.createObjectNode().put("status", "healthy").put("version", "1");
        assertThat(OpenApi.shared().complaints(SCHEMAS + "Health", health)).isEmpty();
        assertThat(OpenApi.shared()
                        .complaints(SCHEMAS + "Health", health.deepCopy().put("status", "so so")))
                .singleElement()
                .asString()
                .contains("status");
        assertThat(OpenApi.shared()
                        .complaints(SCHEMAS + "Health", health.deepCopy().put("more", 1)))
                .singleElement()
                .asString()
                .contains("more");
    }

    private Map<String, JsonNode> schemas() {
        return document.at("/components/schemas").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean hasText(JsonNode node) {
        return !node.path("description").asString("").isBlank();
    }

    private static void bareProperties(Set<String> bare, String where, JsonNode schema) {
        schema.path("properties").properties().forEach(property -> {
            String name = where + "." + property.getKey();
            if (!property.getValue().has("$ref") && !hasText(property.getValue())) {
                bare.add(name);
            }
            bareProperties(bare, name, property.getValue());
            bareProperties(bare, name, property.getValue().path("items"));
        });
    }

    /** The names of the schemas that are behind references, all the way. */
    private Set<String> reachable(List<JsonNode> nodes) {
        Set<String> names = new TreeSet<>();
        nodes.forEach(node -> follow(node, names));
        return names;
    }

    private void follow(JsonNode node, Set<String> names) {
        for (String reference : node.findValuesAsString("$ref")) {
            boolean fresh =
                    !reference.startsWith("#" + SCHEMAS) || names.add(reference.substring(SCHEMAS.length() + 1));
            if (fresh) {
                follow(document.at(reference.substring(1)), names);
            }
        }
    }

    private static boolean closed(JsonNode schema) {
        return Stream.of("additionalProperties", "unevaluatedProperties")
                        .flatMap(keyword -> schema.findValues(keyword).stream())
                        .anyMatch(value -> value.isBoolean() && !value.booleanValue())
                || !schema.findValues("enum").isEmpty()
                || !schema.findValues("const").isEmpty();
    }

    /** The statuses that calls give this response for. */
    private Set<String> statusesOf(String response) {
        Set<String> statuses = new TreeSet<>();
        document.get("paths")
                .findValues("responses")
                .forEach(responses -> responses.properties().stream()
                        .filter(entry ->
                                entry.getValue().path("$ref").asString("").endsWith("/" + response))
                        .forEach(entry -> statuses.add(entry.getKey())));
        return statuses.isEmpty() ? Set.of("405") : statuses;
    }

    private static List<JsonNode> examplesOf(JsonNode media) {
        return media.has("example")
                ? List.of(media.get("example"))
                : media.path("examples")
                        .valueStream()
                        .map(example -> example.path("value"))
                        .toList();
    }

    private static void add(Map<String, JsonNode> examples, String where, JsonNode list) {
        for (int i = 0; i < list.size(); i++) {
            examples.put(where + "#" + i, list.get(i));
        }
    }
}
