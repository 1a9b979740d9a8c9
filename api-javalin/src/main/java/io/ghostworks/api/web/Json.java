package io.ghostworks.api.web;

import io.javalin.http.Context;
import java.io.IOException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** How JSON is read and written: strictly, in snake_case, times as RFC 3339 and numbers exactly. */
public final class Json {

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** Answers in one piece. Javalin's own way goes through a text, a stream and a buffer of 32 KiB for each answer. */
    public static void answer(Context context, Object view) {
        byte[] json = MAPPER.writeValueAsBytes(view);
        context.contentType(Negotiation.JSON);
        if (context.header("Accept-Encoding") == null) {
            // Not compressed, so it need not go in chunks either.
            context.res().setContentLength(json.length);
        }
        try {
            context.outputStream().write(json);
        } catch (IOException e) {
            throw new CallerGone(e);
        }
    }
}
