package io.ghostworks.value;

import io.ghostworks.error.Invalid;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as plain Java values: {@link Map} with String keys, {@link List}, {@link String}, {@link BigDecimal},
 * {@link Boolean} and null. Immutable, deep down. Two are equal as RFC 8259 values are: the order of members does not
 * count, and 1.0 equals 1, as in PostgreSQL's jsonb.
 */
public record JsonObject(Map<String, @Nullable Object> members) {

    /** No members. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    private static final int MAX_DEPTH = 100;

    /** What PostgreSQL's numeric can hold: 131072 digits before the point, 16383 after. We allow far fewer. */
    private static final int MAX_EXPONENT = 1000;

    /**
     * @param members any mix of the types above; other numbers are taken as decimals
     * @throws Invalid if a text cannot be stored, a number is out of range, or it is nested deeper than 100
     */
    public JsonObject {
        members = object(members, 1);
    }

    /** Whether this has every member of {@code part}, as PostgreSQL's {@code @>} decides. */
    public boolean contains(JsonObject part) {
        return contains(members, part.members);
    }

    /** This object changed by a merge patch (RFC 7396): null removes a member, an object merges, all else replaces. */
    public JsonObject merge(JsonObject patch) {
        return new JsonObject(merge(members, patch.members));
    }

    /** The object as compact JSON text, members in their order. */
    public String toJson() {
        return JsonText.of(members);
    }

    @Override
    public String toString() {
        return toJson();
    }

    private static Map<String, @Nullable Object> merge(Map<?, ?> target, Map<?, ?> patch) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        target.forEach((name, value) -> merged.put((String) name, value));
        patch.forEach((name, value) -> {
            if (value == null) {
                merged.remove(name);
            } else if (value instanceof Map<?, ?> object) {
                merged.put((String) name, merge(merged.get(name) instanceof Map<?, ?> old ? old : Map.of(), object));
            } else {
                merged.put((String) name, value);
            }
        });
        return merged;
    }

    private static boolean contains(@Nullable Object whole, @Nullable Object part) {
        if (whole instanceof Map<?, ?> wholeObject && part instanceof Map<?, ?> partObject) {
            return partObject.entrySet().stream()
                    .allMatch(member -> wholeObject.containsKey(member.getKey())
                            && contains(wholeObject.get(member.getKey()), member.getValue()));
        }
        if (whole instanceof List<?> wholeArray && part instanceof List<?> partArray) {
            return partArray.stream()
                    .allMatch(element -> wholeArray.stream().anyMatch(candidate -> contains(candidate, element)));
        }
        return whole == null ? part == null : whole.equals(part);
    }

    private static Map<String, @Nullable Object> object(Map<?, ?> object, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Invalid("metadata", "must not be nested deeper than " + MAX_DEPTH);
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        object.forEach((name, value) -> copy.put(text(String.valueOf(name)), value(value, depth)));
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object value(@Nullable Object value, int depth) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> object -> object(object, depth + 1);
            case List<?> array -> array(array, depth + 1);
            case String text -> text(text);
            case Boolean truth -> truth;
            case BigDecimal number -> number(number);
            case BigInteger number -> number(new BigDecimal(number));
            case Number number -> number(new BigDecimal(number.toString()));
            default ->
                throw new IllegalArgumentException(
                        "not a JSON value: " + value.getClass().getName());
        };
    }

    private static List<@Nullable Object> array(List<?> array, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Invalid("metadata", "must not be nested deeper than " + MAX_DEPTH);
        }
        List<@Nullable Object> copy = new ArrayList<>(array.size());
        array.forEach(element -> copy.add(value(element, depth)));
        return Collections.unmodifiableList(copy);
    }

    private static String text(String text) {
        if (!Text.storable(text)) {
            throw new Invalid("metadata", "has a character that cannot be stored (U+0000 or half a surrogate pair)");
        }
        return text;
    }

    private static BigDecimal number(BigDecimal number) {
        // In long: an int difference would overflow for 1e2147483647 and let it in.
        if ((long) number.precision() - number.scale() > MAX_EXPONENT || number.scale() > MAX_EXPONENT) {
            throw new Invalid("metadata", "has a number outside of 1e-1000 to 1e1000");
        }
        BigDecimal shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
