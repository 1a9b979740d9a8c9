package io.ghostworks.jooq.connection;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the text of a statement as PostgreSQL's lexer does, as far as it takes to tell its kind and where it ends: comments
 * nest, quotes come as {@code '…'}, {@code E'…'}, {@code "…"} and {@code $tag$…$tag$}.
 */
final class SingleStatement {

    /** What reads and changes rows, and nothing that outlives its transaction or ends it. */
    private static final Set<String> ALLOWED =
            Set.of("select", "insert", "update", "delete", "merge", "values", "with", "table", "call", "show");

    private final String text;
    private final boolean backslashes;
    private int at;

    /** @param backslashes whether they escape in a plain string too, as without standard_conforming_strings */
    private SingleStatement(String text, boolean backslashes) {
        this.text = text;
        this.backslashes = backslashes;
    }

    /**
     * Why a tenant's code may not run this; empty if it may.
     *
     * @param open what it may run besides what reads and changes rows
     */
    static Optional<String> refusal(String text, Set<String> open) {
        Optional<String> refusal = new SingleStatement(text, false).refusal(open);
        // The setting is the session's, so a text has to be one statement whatever it is.
        return refusal.isPresent() || text.indexOf('\\') < 0 ? refusal : new SingleStatement(text, true).refusal(open);
    }

    /** The word that says what is done, in lower case; empty if there is none. */
    static String kind(String text) {
        return new SingleStatement(text, false).kind();
    }

    /** Every word outside of quotes and comments, in lower case. */
    static Set<String> words(String text) {
        SingleStatement reading = new SingleStatement(text, false);
        Set<String> words = new HashSet<>();
        while (reading.at < text.length()) {
            int start = reading.at;
            reading.skipToken();
            if (isWordPart(text.charAt(start)) && text.charAt(start) != '$') {
                words.add(text.substring(start, reading.at).toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    /** The text with each question mark outside of quotes and comments doubled. */
    static String withOperators(String text) {
        SingleStatement reading = new SingleStatement(text, false);
        StringBuilder doubled = new StringBuilder(text.length() + 8);
        while (reading.at < text.length()) {
            int start = reading.at;
            reading.skipToken();
            doubled.append(text, start, reading.at);
            if (text.charAt(start) == '?') {
                doubled.append('?');
            }
        }
        return doubled.toString();
    }

    private Optional<String> refusal(Set<String> open) {
        String kind = kind();
        if (!ALLOWED.contains(kind) && !open.contains(kind)) {
            return Optional.of(kind.isEmpty() ? "an empty statement" : kind.toUpperCase(Locale.ROOT));
        }
        while (at < text.length()) {
            if (text.charAt(at) == ';') {
                at++;
                skipBlanks();
                return at < text.length() ? Optional.of("a second statement") : Optional.empty();
            }
            skipToken();
        }
        return Optional.empty();
    }

    /** The first word that says what is done, beneath parentheses, a JDBC escape, and EXPLAIN with its options. */
    private String kind() {
        skipOpening();
        String word = word();
        if (!word.equals("explain")) {
            return word;
        }
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '(') {
            skipParentheses();
        }
        String explained = word();
        while (explained.equals("analyze") || explained.equals("analyse") || explained.equals("verbose")) {
            explained = word();
        }
        if (explained.isEmpty()) {
            skipOpening();
            explained = word();
        }
        return explained;
    }

    private void skipOpening() {
        skipBlanks();
        while (at < text.length() && "({?=".indexOf(text.charAt(at)) >= 0) {
            at++;
            skipBlanks();
        }
    }

    private void skipParentheses() {
        int depth = 0;
        do {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            skipToken();
        } while (depth > 0 && at < text.length());
    }

    /** The word that comes next, in lower case; empty if something else does. */
    private String word() {
        skipBlanks();
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private void skipToken() {
        char c = text.charAt(at);
        if (c == '\'') {
            skipString(backslashes);
        } else if (c == '"') {
            skipQuoted('"', false);
        } else if (c == '$') {
            skipDollar();
        } else if (isWordPart(c)) {
            String word = word();
            if (word.equals("e") && at < text.length() && text.charAt(at) == '\'') {
                skipString(true);
            }
        } else if (!skipComment()) {
            at++;
        }
    }

    private void skipString(boolean escapes) {
        skipQuoted('\'', escapes);
    }

    private void skipQuoted(char quote, boolean escapes) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && escapes) {
                at++;
            } else if (c == quote) {
                return;
            }
        }
    }

    /** {@code $tag$…$tag$}; a parameter such as {@code $1} is no quote. */
    private void skipDollar() {
        int end = at + 1;
        while (end < text.length() && isWordPart(text.charAt(end)) && text.charAt(end) != '$') {
            end++;
        }
        if (end >= text.length() || text.charAt(end) != '$' || Character.isDigit(text.charAt(at + 1))) {
            at++;
            return;
        }
        String tag = text.substring(at, end + 1);
        int close = text.indexOf(tag, end + 1);
        at = close < 0 ? text.length() : close + tag.length();
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) <= ' ' || skipComment())) {
            if (at < text.length() && text.charAt(at) <= ' ') {
                at++;
            }
        }
    }

    /** @return whether there was one */
    private boolean skipComment() {
        if (text.startsWith("--", at)) {
            while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            return true;
        }
        if (!text.startsWith("/*", at)) {
            return false;
        }
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
        return true;
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c == '$' || c >= 0x80 || Character.isLetterOrDigit(c);
    }
}
