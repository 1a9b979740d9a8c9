package io.ghostworks.value;

import org.jspecify.annotations.Nullable;

/**
 * The rules that every text has to keep before PostgreSQL can store it and give it back unchanged: no U+0000, and no
 * surrogate without its partner (it has no UTF-8 form). Lengths are counted in code points, as PostgreSQL's
 * {@code char_length} does.
 */
public final class Text {

    private Text() {}

    /** Notes what keeps {@code text} from being stored, or from having {@code min} to {@code max} characters. */
    public static void check(Violations violations, String field, @Nullable String text, int min, int max) {
        if (text == null) {
            violations.unless(min == 0, field, "is required");
            return;
        }
        violations.unless(
                storable(text), field, "has a character that cannot be stored (U+0000 or half a surrogate pair)");
        int length = text.codePointCount(0, text.length());
        violations.unless(
                length >= min && length <= max,
                field,
                "must have " + min + " to " + max + " characters, not " + length);
    }

    /** Whether PostgreSQL can store the text and give it back unchanged. */
    public static boolean storable(String text) {
        return text.indexOf('\0') < 0 && pairsSurrogates(text);
    }

    private static boolean pairsSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
