package io.ghostworks.migrations.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of an SQL script, found without understanding them: quotes, dollar quotes, comments and
 * {@code BEGIN ATOMIC} bodies hide semicolons.
 */
public final class SqlScript {
    private static final Pattern DOLLAR = Pattern.compile("\\$(?:[A-Za-z_\\x80-\\uffff][\\w\\x80-\\uffff]*)?\\$");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][\\w$]*");

    private final String text;
    private final List<Statement> statements = new ArrayList<>();
    private int start = -1;
    private int lastWordEnd;
    private String lastWord = "";
    private int atomicDepth;

    private SqlScript(String text) {
        this.text = text;
    }

    /** All statements in their order, without their semicolons. Comments before a statement are not part of it. */
    public static List<Statement> statements(String text) {
        SqlScript script = new SqlScript(text);
        script.split();
        return List.copyOf(script.statements);
    }

    private void split() {
        int at = 0;
        while (at < text.length()) {
            int next = comment(at);
            if (next == at) {
                next = token(at);
            }
            at = next;
        }
        end(text.length());
    }

    /** Behind the comment or blank that starts here, or here. */
    private int comment(int at) {
        if (Character.isWhitespace(text.charAt(at))) {
            return at + 1;
        }
        if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end + 1;
        }
        return text.startsWith("/*", at) ? behindBlockComment(at) : at;
    }

    private int behindBlockComment(int at) {
        int depth = 0;
        int i = at;
        while (i < text.length()) {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
                if (depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return i;
    }

    private int token(int at) {
        char c = text.charAt(at);
        if (c == ';' && atomicDepth == 0) {
            end(at);
            return at + 1;
        }
        if (start < 0) {
            start = at;
        }
        if (c == '\'') {
            boolean escapes = lastWordEnd == at && lastWord.equals("e");
            return behindQuote(at, '\'', escapes);
        }
        if (c == '"') {
            return behindQuote(at, '"', false);
        }
        if (c == '$') {
            return behindDollar(at);
        }
        Matcher word = WORD.matcher(text).region(at, text.length());
        return word.lookingAt() ? word(word) : at + 1;
    }

    /** A body of SQL ends with its own END; a CASE in it has another one. */
    private int word(Matcher found) {
        String word = found.group().toLowerCase(Locale.ROOT);
        if (word.equals("atomic") && lastWord.equals("begin")) {
            atomicDepth = 1;
        } else if (atomicDepth > 0 && word.equals("case")) {
            atomicDepth++;
        } else if (atomicDepth > 0 && word.equals("end")) {
            atomicDepth--;
        }
        lastWord = word;
        lastWordEnd = found.end();
        return found.end();
    }

    private int behindQuote(int at, char quote, boolean escapes) {
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && escapes) {
                i++;
            } else if (c == quote && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
            i++;
        }
        return i;
    }

    private int behindDollar(int at) {
        Matcher tag = DOLLAR.matcher(text).region(at, text.length());
        if (!tag.lookingAt()) {
            return at + 1;
        }
        int end = text.indexOf(tag.group(), tag.end());
        return end < 0 ? text.length() : end + tag.group().length();
    }

    private void end(int at) {
        if (start >= 0) {
            int line = 1
                    + (int) text.substring(0, start)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            statements.add(new Statement(line, text.substring(start, at).stripTrailing()));
        }
        start = -1;
        atomicDepth = 0;
        lastWord = "";
    }

    /**
     * One statement.
     *
     * @param line where it starts, from 1
     * @param sql its text
     */
    public record Statement(int line, String sql) {
        /** The line of a position in the statement, which PostgreSQL counts in characters from 1; 0 means unknown. */
        public int lineAt(int position) {
            int end = Math.min(Math.max(position - 1, 0), sql.length());
            return line
                    + (int) sql.substring(0, end).chars().filter(c -> c == '\n').count();
        }
    }
}
