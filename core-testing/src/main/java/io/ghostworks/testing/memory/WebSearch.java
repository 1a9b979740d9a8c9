package io.ghostworks.testing.memory;

import io.ghostworks.testing.memory.SearchText.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A query as the database's function search_query reads it: words and phrases that must all be there, {@code or} between
 * alternatives, a minus before what must not be. For which texts this is exact, see {@link SearchText}.
 *
 * @param alternatives one of which must match; none at all matches nothing
 */
record WebSearch(List<List<Term>> alternatives) {

    /** Words in a row; {@code wanted} is false after an odd number of minus signs. */
    record Term(List<Unit> phrase, boolean wanted) {

        boolean matches(List<Unit> document) {
            return wanted
                    == IntStream.rangeClosed(0, document.size() - phrase.size())
                            .anyMatch(start -> startsAt(document, start));
        }

        private boolean startsAt(List<Unit> document, int start) {
            return IntStream.range(0, phrase.size())
                    .allMatch(i -> document.get(start + i).isAsAsked(phrase.get(i)));
        }
    }

    /** What stands between blanks or in quotes. */
    private record Operand(String text, boolean wanted, boolean quoted) {

        boolean isOr() {
            return wanted && !quoted && text.equalsIgnoreCase("or");
        }
    }

    static WebSearch parse(String text) {
        List<Operand> operands = new Parser(text).operands();
        List<List<Term>> alternatives = new ArrayList<>();
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Operand operand = operands.get(i);
            if (operand.isOr() && !terms.isEmpty() && i + 1 < operands.size()) {
                alternatives.add(terms);
                terms = new ArrayList<>();
                continue;
            }
            List<Unit> phrase = SearchText.units(operand.text());
            if (!phrase.isEmpty()) {
                terms.add(new Term(phrase, operand.wanted()));
            }
        }
        if (!terms.isEmpty()) {
            alternatives.add(terms);
        }
        return new WebSearch(alternatives);
    }

    boolean matches(List<Unit> document) {
        return alternatives.stream().anyMatch(terms -> terms.stream().allMatch(term -> term.matches(document)));
    }

    private static final class Parser {

        /** Those of to_tsquery mean nothing here. */
        private static final String OPERATORS = "!&|()";

        private final String text;
        private final List<Operand> operands = new ArrayList<>();
        private int at;

        Parser(String text) {
            this.text = text;
        }

        List<Operand> operands() {
            boolean wanted = true;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '"') {
                    operands.add(new Operand(quoted(), wanted, true));
                    wanted = true;
                } else if (c == '-' || isIgnored(c)) {
                    wanted ^= c == '-';
                    at++;
                } else {
                    operands.add(new Operand(word(), wanted, false));
                    wanted = true;
                }
            }
            return operands;
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

        private static boolean isIgnored(char c) {
            return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == 0x85 || OPERATORS.indexOf(c) >= 0;
        }
    }
}
