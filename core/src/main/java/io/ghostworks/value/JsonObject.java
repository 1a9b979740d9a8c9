package io.ghostworks.value;

import io.ghostworks.error.Invalid;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as plain Java values: {@link Map} with String keys, {@link List}, {@link String}, {@link BigDecimal},
 * {@link Boolean} and null. Immutable, deep down. Two are equal as RFC 8259 values are: the order of members does not
 * count, and 1.0 equals 1, as in PostgreSQL's jsonb. An object that a store kept as text is parsed only when somebody
 * asks for its members, since most are just passed on.
 */
public final class JsonObject {

    /** No members. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    /** What an error calls the object. Only its owner knows the field: see {@link Violations#check(String, Supplier)}. */
    private static final String FIELD = "json";

    static final int MAX_DEPTH = 100;

    /** What PostgreSQL's numeric can hold: 131072 digits before the point, 16383 after. We allow far fewer. */
    private static final int MAX_EXPONENT = 1000;

    /** Null until it is read. */
    private volatile @Nullable Map<String, @Nullable Object> members;

    private final Supplier<Map<String, @Nullable Object>> reader;
    /** The object as JSON; null until somebody asks. */
    private volatile @Nullable String text;

    private final boolean isStored;

    /**
     * @param members any mix of the types above; other numbers are taken as decimals
     * @throws Invalid for field {@code json}, if a text cannot be stored, a number is out of range, or it is nested deeper
     *     than 100
     */
    public JsonObject(Map<String, ? extends @Nullable Object> members) {
        Map<String, @Nullable Object> copy = object(members, 1);
        this.members = copy;
        this.reader = () -> copy;
        this.isStored = false;
    }

    private JsonObject(
            String text, Function<? super String, ? extends Map<String, ? extends @Nullable Object>> reader) {
        this.reader = () -> object(reader.apply(text), 1);
        this.text = text;
        this.isStored = true;
    }

    /**
     * An object that is kept as text.
     *
     * @param text one JSON object without line breaks; passed on as it is
     * @param reader makes the members of the text; asked when they are needed, by any thread and perhaps twice
     */
    public static JsonObject stored(
            String text, Function<? super String, ? extends Map<String, ? extends @Nullable Object>> reader) {
        return new JsonObject(text, reader);
    }

    /** The members in their order; cannot be changed. */
    public Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> read = members;
        if (read == null) {
            read = reader.get();
            members = read;
        }
        return read;
    }

    /** Whether this has every member of {@code part}, as PostgreSQL's {@code @>} decides. */
    public boolean contains(JsonObject part) {
        return contains(members(), part.members());
    }

    /** The object as JSON in one line, members in their order: compact, or as a store kept it. Written once. */
    public String toJson() {
        String known = text;
        if (known == null) {
            known = JsonText.of(members());
            text = known;
        }
        return known;
    }

    /**
     * Whether this is too long for a limit of so many bytes: as compact JSON in UTF-8, or as PostgreSQL writes it, which
     * may take twice that, since it puts a space after each comma and colon. It also writes numbers without an exponent,
     * so that {@code 1e-999}, six bytes here, takes a thousand there.
     */
    public boolean isLongerThan(int bytes) {
        if (storedLength() > 2L * bytes) {
            return true;
        }
        String json = toJson();
        // A char takes three bytes at most, so a short text need not be encoded to be measured.
        return json.length() > bytes / 3 && JsonText.of(members()).getBytes(StandardCharsets.UTF_8).length > bytes;
    }

    /** How many bytes PostgreSQL's text of this object takes in UTF-8, as {@code octet_length(jsonb::text)} tells. */
    long storedLength() {
        String known = text;
        return isStored && known != null ? JsonLength.inUtf8(known) : JsonLength.of(members());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject object && members().equals(object.members());
    }

    @Override
    public int hashCode() {
        return members().hashCode();
    }

    @Override
    public String toString() {
        return toJson();
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
            throw new Invalid(FIELD, "must not be nested deeper than " + MAX_DEPTH);
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
            throw new Invalid(FIELD, "must not be nested deeper than " + MAX_DEPTH);
        }
        List<@Nullable Object> copy = new ArrayList<>(array.size());
        array.forEach(element -> copy.add(value(element, depth)));
        return Collections.unmodifiableList(copy);
    }

    private static String text(String text) {
        if (!Text.storable(text)) {
            throw new Invalid(FIELD, "has a character that cannot be stored (U+0000 or half a surrogate pair)");
        }
        return text;
    }

    private static BigDecimal number(BigDecimal number) {
        // In long: an int difference would overflow for 1e2147483647 and let it in.
        if ((long) number.precision() - number.scale() > MAX_EXPONENT || number.scale() > MAX_EXPONENT) {
            throw new Invalid(FIELD, "has a number outside of 1e-1000 to 1e1000");
        }
        BigDecimal shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
