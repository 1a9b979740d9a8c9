package io.ghostworks.testing.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A query as {@code websearch_to_tsquery('simple', …)} reads it: words and phrases that must all be there, {@code or}
 * between alternatives, a minus before what must not be. For which texts this is exact, see {@link Words}.
 *
 * @param alternatives one of which must match; none at all matches nothing
 */
record WebSearch(List<List<Term>> alternatives) {

    /** Words in a row; {@code wanted} is false after an odd number of minus signs. */
    record Term(List<String> phrase, boolean wanted) {

        boolean matches(List<String> words) {
            return wanted
                    == IntStream.rangeClosed(0, words.size() - phrase.size())
                            .anyMatch(start ->
                                    words.subList(start, start + phrase.size()).equals(phrase));
        }
    }

    static WebSearch parse(String text) {
        return new Parser(text).parse();
    }

    boolean matches(List<String> words) {
        return alternatives.stream().anyMatch(terms -> terms.stream().allMatch(term -> term.matches(words)));
    }

    /** Follows gettoken_query_websearch of PostgreSQL's tsquery.c. */
    private static final class Parser {

        /** Those of to_tsquery mean nothing here. */
        private static final String OPERATORS = "!&|()";

        private final String text;
        private final List<List<Term>> alternatives = new ArrayList<>();
        private List<Term> terms = new ArrayList<>();
        private int at;

        Parser(String text) {
            this.text = text;
        }

        WebSearch parse() {
            for (Optional<Term> term = operand(); term.isPresent(); term = operand()) {
                term.filter(some -> !some.phrase().isEmpty()).ifPresent(terms::add);
                skipIgnored();
                if (takeOr()) {
                    endAlternative();
                }
            }
            endAlternative();
            return new WebSearch(alternatives);
        }

        /** An alternative without any word is dropped, as PostgreSQL drops stop words. */
        private void endAlternative() {
            if (!terms.isEmpty()) {
                alternatives.add(terms);
            }
            terms = new ArrayList<>();
        }

        private Optional<Term> operand() {
            boolean wanted = true;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '-') {
                    wanted = !wanted;
                    at++;
                } else if (c == '"') {
                    return Optional.of(new Term(Words.of(quoted()), wanted));
                } else if (isIgnored(c)) {
                    at++;
                } else {
                    return Optional.of(new Term(Words.of(word()), wanted));
                }
            }
            return Optional.empty();
        }

        private String quoted() {
            int start = at + 1;
            int end = text.indexOf('"', start);
            at = end < 0 ? text.length() : end + 1;
            return text.substring(start, end < 0 ? text.length() : end);
        }

        private String word() {
            int start = at;
            while (at < text.length() && text.charAt(at) != '"' && !isIgnored(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        /** Takes an "or" that is a word of its own with something to come. */
        private boolean takeOr() {
            boolean is = text.regionMatches(true, at, "or", 0, 2)
                    && at + 2 < text.length()
                    && !Character.isLetterOrDigit(text.codePointAt(at + 2))
                    && "-_".indexOf(text.charAt(at + 2)) < 0
                    && !text.substring(text.offsetByCodePoints(at + 2, 1)).isBlank();
            if (is) {
                at += 2;
            }
            return is;
        }

        private void skipIgnored() {
            while (at < text.length() && isIgnored(text.charAt(at))) {
                at++;
            }
        }

        private static boolean isIgnored(char c) {
            return isBlank(c) || OPERATORS.indexOf(c) >= 0;
        }

        private static boolean isBlank(char c) {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }
    }
}
