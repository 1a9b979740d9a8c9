package io.ghostworks.testing.memory;

import java.util.ArrayList;
import java.util.List;

/** The words of a name as pg_trgm sees them: letters and digits in lower case, and all else between them. */
final class Words {

    private Words() {}

    /** In their order; a combining mark that is no letter divides them. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isLetterOrDigit(c)) {
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

    /** Lower-cased one code point at a time, as PostgreSQL does with the C library's locales. */
    static String lower(String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLetterOrDigit(int c) {
        return Character.isLetterOrDigit(c) || Character.isAlphabetic(c);
    }
}
