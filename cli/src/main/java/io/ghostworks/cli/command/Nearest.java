package io.ghostworks.cli.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that somebody probably meant, by the edit distance of Levenshtein, two neighbours swapped counting as one edit. */
public final class Nearest {

    private static final int LONGEST = 64;

    private Nearest() {}

    /** A known word that differs by a third of its letters at most; nothing for what is longer than any word of ours. */
    public static Optional<String> of(String typed, Collection<String> known) {
        String word = typed.toLowerCase(Locale.ROOT);
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(one -> distance(word, one.toLowerCase(Locale.ROOT)) <= Math.max(1, one.length() / 3))
                .min(Comparator.comparingInt((String one) -> distance(word, one.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** As the end of a sentence: {@code ; did you mean that?}, or nothing. */
    public static String hint(String typed, Collection<String> known) {
        return of(typed, known).map(word -> "; did you mean " + word + "?").orElse("");
    }

    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
