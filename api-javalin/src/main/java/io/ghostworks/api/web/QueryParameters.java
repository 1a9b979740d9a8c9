package io.ghostworks.api.web;

import io.ghostworks.error.Invalid;
import io.ghostworks.error.Invalid.Violation;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request. One that is unknown, given twice or unreadable is malformed (400). */
public final class QueryParameters {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @param repeatable those that may stand more than once */
    public static QueryParameters of(Context context, Set<String> single, Set<String> repeatable) {
        Map<String, List<String>> values = parse(context.queryString());
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

    /** Javalin would pass over what is not encoded properly, and decode in whatever charset the body is said to have. */
    private static Map<String, List<String>> parse(@Nullable String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String part : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            if (part.isEmpty()) {
                // As in a form (WHATWG URL, section 5.1): two & in a row, or one at an end, hold no parameter between
                // them.
                continue;
            }
            String[] pair = part.split("=", 2);
            values.computeIfAbsent(PercentEncoding.decoded(pair[0]), name -> new ArrayList<>())
                    .add(pair.length < 2 ? "" : PercentEncoding.decoded(pair[1]));
        }
        return values;
    }

    /** Refuses every query parameter. */
    public static void none(Context context) {
        of(context, Set.of(), Set.of());
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public Optional<String> text(String name) {
        return all(name).stream().findFirst();
    }

    public Optional<UUID> id(String name) {
        return read(name, "must be a UUID", PathParameters::uuid);
    }

    /** A time as RFC 3339, with a year of four digits. */
    public Optional<Instant> time(String name) {
        return read(name, Times.EXPECTED, Times::parse);
    }

    /** Whether the parameter has the first of two values; without it the second is meant. */
    public boolean choice(String name, String chosen, String otherwise) {
        return read(name, "must be " + chosen + " or " + otherwise, text -> {
                    if (!text.equals(chosen) && !text.equals(otherwise)) {
                        throw new IllegalArgumentException(text);
                    }
                    return text.equals(chosen);
                })
                .orElse(false);
    }

    public boolean truth(String name) {
        return read(name, "must be true or false", text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                })
                .orElse(false);
    }

    public int number(String name, int least, int most, int otherwise) {
        String message = "must be a whole number from " + least + " to " + most;
        int number = read(name, message, QueryParameters::digits).orElse(otherwise);
        if (number < least || number > most) {
            refuse(List.of(new Violation(name, message)));
        }
        return number;
    }

    public Optional<io.ghostworks.value.JsonObject> object(String name) {
        return read(
                name,
                "must be a JSON object",
                text -> JsonBody.parse(text.getBytes(StandardCharsets.UTF_8), Set.of())
                        .whole());
    }

    /** Makes a domain value of the parameters; what it refuses is malformed. */
    public <T> T to(Supplier<T> value) {
        try {
            return value.get();
        } catch (Invalid invalid) {
            refuse(invalid.violations());
            throw invalid;
        }
    }

    /** ASCII digits alone: the JDK takes a sign, and the digits of every script. */
    private static int digits(String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException("not a whole number");
        }
        return Integer.parseInt(text);
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
