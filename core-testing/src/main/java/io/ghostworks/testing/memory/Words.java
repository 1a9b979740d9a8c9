package io.ghostworks.testing.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * Words as PostgreSQL's default parser and its dictionary {@code simple} see them, for plain text: letters, digits,
 * combining marks, and between the words blanks or any of {@code , ; ! ? ( ) [ ] { } | = * "}.
 *
 * <p>The boundary of this fake: hyphens, points, slashes, {@code @ & < > _ ~ + : # %} and the like may make numbers with
 * signs, compound words, hosts, paths, addresses, tags or entities of what surrounds them there, and only divide words
 * here. So may letters of scripts that the server's C library does not know as such.
 */
final class Words {

    private Words() {}

    /** The words of a text in their order, in lower case; the n-th is at position n. */
    static List<String> of(String text) {
        return split(text, true);
    }

    /** The words that pg_trgm sees: a combining mark that is no letter divides them. */
    static List<String> ofTrigrams(String text) {
        return split(text, false);
    }

    /** Lower-cased one code point at a time, as PostgreSQL does with the C library's locales. */
    static String lower(String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static List<String> split(String text, boolean marksJoin) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isLetterOrDigit(c) || (marksJoin && !word.isEmpty() && isMark(c))) {
                word.appendCodePoint(Character.toLowerCase(c));
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isLetterOrDigit(int c) {
        return Character.isLetterOrDigit(c) || Character.isAlphabetic(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
