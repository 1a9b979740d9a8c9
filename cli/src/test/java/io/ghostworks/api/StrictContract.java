package io.ghostworks.api;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document as it is today and no more: an object has the declared properties alone, and an open list of values
 * ({@code x-extensible-enum}) those that are listed. Clients need the open document, or our next field breaks them; our
 * tests need this one, or the server could send what nobody wrote down.
 */
final class StrictContract {

    /** Of a response: the codes that its problems have. */
    static final String CODES = "x-problem-codes";

    private static final String OPEN_ENUM = "x-extensible-enum";

    private StrictContract() {}

    static JsonNode of(JsonNode document) {
        JsonNode strict = document.deepCopy();
        close(strict);
        return strict;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("properties").isObject() && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            if (object.has(OPEN_ENUM)) {
                object.set("enum", object.remove(OPEN_ENUM));
            }
        }
        for (JsonNode child : List.copyOf(node.values())) {
            close(child);
        }
    }
}
