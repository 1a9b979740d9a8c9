package io.ghostworks.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the values of a {@link JsonObject} as compact JSON (RFC 8259). Reading JSON is the adapters' business. */
final class JsonText {

    private JsonText() {}

    static String of(Map<String, @Nullable Object> object) {
        StringBuilder out = new StringBuilder();
        write(out, object);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> object -> writeObject(out, object);
            case List<?> array -> writeArray(out, array);
            case String text -> writeText(out, text);
            case BigDecimal number -> out.append(number.scale() <= 0 ? number.toPlainString() : number.toString());
            case null, default -> out.append(value);
        }
    }

    private static void writeObject(StringBuilder out, Map<?, ?> object) {
        String separator = "{";
        for (Map.Entry<?, ?> member : object.entrySet()) {
            out.append(separator);
            writeText(out, (String) member.getKey());
            out.append(':');
            write(out, member.getValue());
            separator = ",";
        }
        out.append(object.isEmpty() ? "{}" : "}");
    }

    private static void writeArray(StringBuilder out, List<?> array) {
        String separator = "[";
        for (Object element : array) {
            out.append(separator);
            write(out, element);
            separator = ",";
        }
        out.append(array.isEmpty() ? "[]" : "]");
    }

    private static void writeText(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
