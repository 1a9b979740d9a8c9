package io.ghostworks.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A response, with the call it answers. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
public record Answer(String method, String path, int status, java.net.http.HttpHeaders headers, byte[] body) {

    /** This, if it has the status. */
    public Answer expect(int expected) {
        assertThat(status).as(() -> method + " " + path + ": " + text()).isEqualTo(expected);
        return this;
    }

    /** This, if it is the error with that code. */
    public Answer expect(int expected, String code) {
        assertThat(expect(expected).json().path("code").asString()).isEqualTo(code);
        return this;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return Json.MAPPER.readTree(body);
    }

    /** A text member of the body. */
    public String get(String member) {
        return json().get(member).asString();
    }

    /** That member of every item. */
    public List<String> items(String member) {
        return StreamSupport.stream(json().get("items").spliterator(), false)
                .map(item -> item.get(member).asString())
                .toList();
    }

    /** The fields that a problem names. */
    public List<String> fields() {
        return StreamSupport.stream(json().path("errors").spliterator(), false)
                .map(error -> error.get("field").asString())
                .toList();
    }
}
