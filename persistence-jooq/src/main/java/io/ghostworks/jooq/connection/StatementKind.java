package io.ghostworks.jooq.connection;

import java.util.Locale;
import java.util.Set;

/** What a statement that stands alone is for, as far as its text tells. */
public enum StatementKind {
    /** It reads rows of tables. Its transaction may be one that only reads, and is taken back. */
    READS,
    /** It writes, locks, or calls something that may. */
    WRITES;

    private static final Set<String> READING = Set.of("select", "with", "values", "table", "show");
    private static final Set<String> WRITING =
            Set.of("insert", "update", "delete", "merge", "share", "nextval", "setval");

    /**
     * Guesses from the words of the text. A wrong guess is safe: what turns out to write is refused by PostgreSQL where it may
     * only read, and what only reads costs a round trip more where it might write.
     */
    public static StatementKind of(String sql) {
        Set<String> words = SingleStatement.words(sql);
        boolean reads = READING.contains(SingleStatement.kind(sql).toLowerCase(Locale.ROOT))
                // SELECT without FROM calls a function.
                && (words.contains("from") || !words.contains("select"))
                && WRITING.stream().noneMatch(words::contains);
        return reads ? READS : WRITES;
    }
}
