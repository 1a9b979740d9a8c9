package io.ghostworks.jooq.store;

import io.ghostworks.value.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects as jsonb and back. */
final class JsonColumn {

    /** PostgreSQL writes 1e1000 as a number of 1001 digits. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(4000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final TypeReference<Map<String, @Nullable Object>> MEMBERS = new TypeReference<>() {};

    private JsonColumn() {}

    static JSONB write(JsonObject object) {
        return JSONB.valueOf(object.toJson());
    }

    static JsonObject read(JSONB column) {
        return JsonObject.stored(column.data(), text -> MAPPER.readValue(text, MEMBERS));
    }

    /** The same bytes for equal values, whatever the order of their members. */
    static byte[] canonical(Object value) {
        return MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }
}
