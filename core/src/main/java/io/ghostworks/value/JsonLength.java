package io.ghostworks.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes PostgreSQL's text of a jsonb takes in UTF-8, without writing it. The database measures this text, and
 * so does the domain: PostgreSQL writes exponents out, so a few bytes may become a million. {@code JsonLengthTest}
 * compares both.
 */
final class JsonLength {

    private JsonLength() {}

    /** The length of a value of a {@link JsonObject}. */
    static long of(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> ofObject(object);
            case List<?> array -> ofArray(array);
            case String text -> ofText(text);
            case BigDecimal number -> ofNumber(number);
            case null, default -> String.valueOf(value).length();
        };
    }

    /** {@code {"name": value, "name": value}} */
    private static long ofObject(Map<?, ?> object) {
        long length = 2 + separators(object.size());
        for (Map.Entry<?, ?> member : object.entrySet()) {
            length += ofText((String) member.getKey()) + 2 + of(member.getValue());
        }
        return length;
    }

    private static long ofArray(List<?> array) {
        long length = 2 + separators(array.size());
        for (Object element : array) {
            length += of(element);
        }
        return length;
    }

    private static long separators(int elements) {
        return 2L * Math.max(0, elements - 1);
    }

    /** Every digit is written, and a zero before a point: no exponent. */
    private static long ofNumber(BigDecimal number) {
        long sign = number.signum() < 0 ? 1 : 0;
        int scale = number.scale();
        if (scale <= 0) {
            return sign + number.precision() - scale;
        }
        return sign + (number.precision() > scale ? number.precision() + 1 : scale + 2);
    }

    private static long ofText(String text) {
        long length = 2 + inUtf8(text);
        for (int i = 0; i < text.length(); i++) {
            length += switch (text.charAt(i)) {
                case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> 1;
                default -> text.charAt(i) < ' ' ? 5 : 0;
            };
        }
        return length;
    }

    /** How many bytes the text takes in UTF-8; its surrogates are paired. */
    static long inUtf8(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair counts two bytes, since the pair takes four.
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
