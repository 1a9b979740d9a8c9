package io.ghostworks.testing.memory;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Set;

/**
 * A text as full-text search sees it: words in lower case and without accents, single characters in scripts that are
 * written without blanks. Follows what the database's functions mean, not how they do it.
 *
 * <p>The boundary of this fake: it goes by the Unicode categories of the JDK, the database by a list of code points that
 * leaves out rare scripts' punctuation.
 */
final class SearchText {

    /** A word, or one character of a script without blanks; {@code joined} if the next such character follows at once. */
    record Unit(String text, boolean joined) {

        /** Between fields: like no word. */
        static final Unit GAP = new Unit("", false);

        /** Whether this token of a document matches one of a query. */
        boolean isAsAsked(Unit asked) {
            return text.equals(asked.text) && (joined || !asked.joined);
        }
    }

    private static final int LONGEST = 255;

    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.YI);

    private static final Set<UnicodeScript> WITH_ACCENTS =
            EnumSet.of(UnicodeScript.INHERITED, UnicodeScript.CYRILLIC, UnicodeScript.ARABIC, UnicodeScript.HEBREW);

    private final List<Unit> units = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();

    private SearchText(String text) {
        PrimitiveIterator.OfInt points = folded(text).codePoints().iterator();
        int c = next(points);
        while (c >= 0) {
            int following = next(points);
            take(c, following);
            c = following;
        }
        endWord();
    }

    /** The words of a text in their order. */
    static List<Unit> units(String text) {
        return new SearchText(text).units;
    }

    private void take(int c, int following) {
        if (isDivider(c)) {
            endWord();
        } else if (isUnspaced(c)) {
            endWord();
            boolean joined = following >= 0 && !isDivider(following) && isUnspaced(following);
            units.add(new Unit(Character.toString(c), joined));
        } else {
            word.appendCodePoint(c);
        }
    }

    private void endWord() {
        if (!word.isEmpty()) {
            int[] points = word.codePoints().limit(LONGEST).toArray();
            units.add(new Unit(new String(points, 0, points.length), false));
            word.setLength(0);
        }
    }

    private static int next(PrimitiveIterator.OfInt points) {
        return points.hasNext() ? points.nextInt() : -1;
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !isDropped(c))
                .map(Character::toLowerCase)
                .forEach(c -> folded.append(replaced(c)));
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    private static String replaced(int c) {
        return switch (c) {
            case 'ß' -> "ss";
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            case 'þ' -> "th";
            case 'ł' -> "l";
            case 'ø' -> "o";
            case 'đ' -> "d";
            case 'ħ' -> "h";
            case 'ı' -> "i";
            case 'ς' -> "σ";
            default -> Character.toString(c);
        };
    }

    private static boolean isDropped(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
                WITH_ACCENTS.contains(UnicodeScript.of(c)) && !isVoicingOfKana(c);
            case Character.FORMAT -> c != 0x200B;
            default -> c == 0x0640;
        };
    }

    private static boolean isVoicingOfKana(int c) {
        return c == 0x3099 || c == 0x309A;
    }

    private static boolean isDivider(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> false;
            default -> true;
        };
    }

    /** The long vowel sign of katakana belongs to no script of its own. */
    private static boolean isUnspaced(int c) {
        return UNSPACED.contains(UnicodeScript.of(c)) || (c >= 0x3099 && c <= 0x30FF);
    }
}
