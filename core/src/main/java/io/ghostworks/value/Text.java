package io.ghostworks.value;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The rules that every text has to keep before PostgreSQL can store it and give it back unchanged: no U+0000, and no
 * surrogate without its partner (it has no UTF-8 form). Lengths are counted in code points, as PostgreSQL's
 * {@code char_length} does.
 */
public final class Text {

    private static final int MAX_MARKS = 30;

    /** Letters and marks that show nothing, as Unicode's Default_Ignorable_Code_Point has them, and the empty Braille cell. */
    private static final String FILLERS = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0";

    private Text() {}

    /** Notes what keeps {@code text} from being stored, or from having {@code min} to {@code max} characters. */
    public static void check(Violations violations, String field, @Nullable String text, int min, int max) {
        if (text == null) {
            violations.unless(min == 0, field, "is required");
            return;
        }
        violations.unless(
                storable(text), field, "has a character that cannot be stored (U+0000 or half a surrogate pair)");
        int length = length(text);
        violations.unless(
                length >= min && length <= max,
                field,
                "must have " + min + " to " + max + " characters, not " + length);
    }

    /** The same for the name of something, which must also have a character that can be seen. */
    public static void checkName(Violations violations, String field, @Nullable String name, int min, int max) {
        check(violations, field, name, min, max);
        checkVisible(violations, field, name);
    }

    /**
     * Notes that nothing of the name can be seen, unless {@link #check} has already said what is wrong: missing, empty,
     * not storable.
     */
    public static void checkVisible(Violations violations, String field, @Nullable String name) {
        if (name != null && !name.isEmpty() && storable(name)) {
            violations.unless(!isInvisible(name), field, "must not be blank");
        }
    }

    /** Whether nothing of the text can be seen: blanks, controls, and what Unicode calls ignorable. */
    public static boolean isInvisible(String text) {
        return text.codePoints().allMatch(Text::isInvisible);
    }

    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.CONTROL
                || Character.getType(c) == Character.FORMAT
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0000 && c <= 0xE0FFF)
                || FILLERS.indexOf(c) >= 0;
    }

    /**
     * The text in Unicode's normal form C (UAX #15), so that a name typed as {@code e} and U+0301 is the one typed as
     * {@code é}. A text with more than {@value #MAX_MARKS} marks in a row is given back as it is: no language needs it, and
     * putting them in order takes time that grows with the square of their number (UAX #15, section 13).
     */
    public static String normalized(String text) {
        int marks = 0;
        boolean mayChange = false;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            // Nothing before U+0300 combines or changes.
            mayChange |= c >= 0x300;
            marks = c >= 0x300 && isMark(c) ? marks + 1 : 0;
            if (marks > MAX_MARKS) {
                return text;
            }
        }
        return mayChange ? Normalizer.normalize(text, Normalizer.Form.NFC) : text;
    }

    /**
     * The same, unless only that makes the text longer than {@code max} characters: then as it is. A few characters are two
     * in normal form C (U+0958), so that a text which was stored before would be too long.
     */
    public static String normalized(String text, int max) {
        String normal = normalized(text);
        return length(normal) > max && length(text) <= max ? text : normal;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
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
