package io.ghostworks.jooq.connection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The statements that an administrator lets foreign code run besides those that read and change rows, in the database itself, where the
 * doctor sees it: {@code alter database shop set ghostworks.statements = 'listen, notify'}. No role can set it for itself that way.
 */
public final class OpenStatements {

    /** None. */
    public static final Set<String> NONE = Set.of();

    /**
     * What can be opened: what they leave on a connection is taken back with the transaction, or removed after it. Neither what begins
     * or ends transactions, nor what gives a name to a statement, which would run for the next tenant.
     */
    private static final Set<String> POSSIBLE = Set.of(
            "alter",
            "analyze",
            "comment",
            "create",
            "do",
            "drop",
            "listen",
            "lock",
            "notify",
            "refresh",
            "reset",
            "set",
            "truncate",
            "unlisten");

    private OpenStatements() {}

    /**
     * Reads what is set, words between commas or blanks.
     *
     * @throws IllegalArgumentException if a word is none that can be opened
     */
    public static Set<String> parse(String setting) {
        Set<String> words = Arrays.stream(setting.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Optional<String> impossible =
                words.stream().filter(word -> !POSSIBLE.contains(word)).findFirst();
        if (impossible.isPresent()) {
            throw new IllegalArgumentException("the database's setting ghostworks.statements names '" + impossible.get()
                    + "', which no tenant's code may run; it can name " + String.join(", ", new TreeSet<>(POSSIBLE)));
        }
        return Set.copyOf(words);
    }
}
