package io.ghostworks.api;

import io.ghostworks.error.Invalid;
import io.ghostworks.error.Invalid.Violation;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** The query parameters of a request. One that is not known, stands twice or cannot be read is malformed (400). */
final class QueryParameters {

    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @param repeatable those that may stand more than once */
    static QueryParameters of(Context context, Set<String> single, Set<String> repeatable) {
        Map<String, List<String>> values = context.queryParamMap();
        List<Violation> violations = new ArrayList<>();
        values.forEach((name, list) -> {
            if (!single.contains(name) && !repeatable.contains(name)) {
                violations.add(new Violation(name, "is not a known parameter"));
            } else if (list.size() > 1 && !repeatable.contains(name)) {
                violations.add(new Violation(name, "must stand only once"));
            }
        });
        refuse(violations);
        return new QueryParameters(values);
    }

    /** Refuses every query parameter. */
    static void none(Context context) {
        of(context, Set.of(), Set.of());
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    Optional<String> text(String name) {
        return all(name).stream().findFirst();
    }

    Optional<UUID> id(String name) {
        return read(name, "must be a UUID", UUID::fromString);
    }

    /** A time as RFC 3339, cut to the microsecond. */
    Optional<Instant> time(String name) {
        return read(
                name,
                "must be a time such as 2026-01-31T12:00:00Z",
                text -> OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
    }

    boolean truth(String name) {
        return read(name, "must be true or false", text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                })
                .orElse(false);
    }

    int number(String name, int least, int most, int otherwise) {
        String message = "must be a whole number from " + least + " to " + most;
        int number = read(name, message, Integer::valueOf).orElse(otherwise);
        if (number < least || number > most) {
            refuse(List.of(new Violation(name, message)));
        }
        return number;
    }

    Optional<io.ghostworks.value.JsonObject> object(String name) {
        return read(
                name,
                "must be a JSON object",
                text -> JsonBody.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), Set.of())
                        .whole());
    }

    /** Makes a domain value of the parameters; what it refuses is malformed. */
    <T> T to(Supplier<T> value) {
        try {
            return value.get();
        } catch (Invalid invalid) {
            refuse(invalid.violations());
            throw invalid;
        }
    }

    private <T> Optional<T> read(String name, String otherwise, Function<String, T> reader) {
        return text(name).map(text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException | DateTimeException | MalformedRequest | Invalid e) {
                throw new MalformedRequest(
                        "A query parameter cannot be used.", List.of(new Violation(name, otherwise)));
            }
        });
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new MalformedRequest("A query parameter cannot be used.", violations);
        }
    }
}
