package io.ghostworks.authoring;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether every value of one type is the same value of another. What is not known to be so is not. */
final class Narrowing {
    private static final Pattern TYPE = Pattern.compile(
            "(?<name>[^(\\[]+?)(?:\\((?<first>\\d+)(?:,(?<second>-?\\d+))?\\))?(?<rest>(?: with(?:out)? time zone)?)(?<array>(?:\\[])*)");

    /** How many digits an integer may have. */
    private static final Map<String, Integer> DIGITS = Map.of("smallint", 5, "integer", 10, "bigint", 19);

    private static final Map<String, Set<String>> WIDER = Map.of(
            "smallint", Set.of("integer", "bigint", "numeric", "real", "double precision"),
            "integer", Set.of("bigint", "numeric", "double precision"),
            "bigint", Set.of("numeric"),
            "real", Set.of("double precision"),
            "date", Set.of("timestamp without time zone"));

    private static final Set<String> TEXTS = Set.of("character varying", "character", "text", "citext");

    private Narrowing() {}

    /** The names of types as {@code format_type} writes them. */
    static boolean isLossless(String from, String to) {
        Matcher was = TYPE.matcher(from);
        Matcher is = TYPE.matcher(to);
        if (from.equals(to)) {
            return true;
        }
        if (!was.matches() || !is.matches() || !was.group("array").equals(is.group("array"))) {
            return to.equals("text");
        }
        String before = was.group("name") + was.group("rest");
        String after = is.group("name") + is.group("rest");
        Integer most = number(is.group("first"));
        if (after.equals("text") || (after.equals("character varying") && most == null)) {
            return true;
        }
        if (after.equals("numeric") && most != null) {
            return fits(was, before, most, is);
        }
        if (TEXTS.contains(before) && TEXTS.contains(after)) {
            Integer had = number(was.group("first"));
            return had != null
                    && most != null
                    && most >= had
                    && !(before.equals("character varying") && after.equals("character"));
        }
        if (before.equals(after)) {
            Integer had = number(was.group("first"));
            return most == null || (had != null && most >= had);
        }
        return most == null && WIDER.getOrDefault(before, Set.of()).contains(after);
    }

    /** Whether each value is the same value of the other type or refused by it, whatever the kind of cast. */
    static boolean keepsOrRefuses(String from, String to) {
        return isLossless(from, to) || (DIGITS.containsKey(from) && DIGITS.containsKey(to));
    }

    /** Into a numeric of so many digits. */
    private static boolean fits(Matcher was, String before, int precision, Matcher is) {
        int scale = is.group("second") == null ? 0 : Integer.parseInt(is.group("second"));
        Integer digits = DIGITS.get(before);
        if (digits != null) {
            return precision - scale >= digits;
        }
        Integer had = number(was.group("first"));
        if (!before.equals("numeric") || had == null) {
            return false;
        }
        int hadScale = was.group("second") == null ? 0 : Integer.parseInt(was.group("second"));
        return scale >= hadScale && precision - scale >= had - hadScale;
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }
}
