package io.ghostworks.migrations.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * What is in the columns of one row that the proof makes.
 *
 * @param tenant 1 or 2
 * @param n from 1 to 15, of keys and other values
 * @param number in numeric columns
 * @param word in texts
 * @param yes in booleans
 * @param days from now, of times
 * @param nulls whether every column that may be NULL is
 */
record ProofRow(int tenant, int n, long number, String word, boolean yes, int days, boolean nulls) {
    private static final int MOST = 15;

    /** The row that everything is tried with. */
    static ProofRow of(int tenant) {
        return new ProofRow(tenant, tenant, tenant, wordOf(tenant), true, tenant, false);
    }

    /**
     * Rows of the same tenant that a policy might let through: all that is said no to, nothing at all, and what the policy names.
     */
    static List<ProofRow> others(int tenant, List<String> words, List<Long> numbers) {
        List<ProofRow> rows = new ArrayList<>();
        rows.add(new ProofRow(tenant, 3, 3, wordOf(tenant), false, -3, false));
        rows.add(new ProofRow(tenant, 4, 4, wordOf(tenant), false, -4, true));
        for (String word : words) {
            rows.add(new ProofRow(tenant, 3 + rows.size(), 3 + rows.size(), word, true, 1, false));
        }
        for (long number : numbers) {
            rows.add(new ProofRow(tenant, 3 + rows.size(), number, wordOf(tenant), true, 1, false));
            rows.add(new ProofRow(tenant, 3 + rows.size(), number + 1, wordOf(tenant), true, 1, false));
        }
        return rows.stream().filter(row -> row.n() <= MOST).toList();
    }

    private static String wordOf(int tenant) {
        return tenant == 1 ? "one" : "two";
    }

    /** SQL with the values in their places. */
    String fill(String sql) {
        return sql.replace("{n}", String.valueOf(n))
                .replace("{hex}", Integer.toHexString(n))
                .replace("{number}", String.valueOf(number))
                .replace("{word}", "'" + word.replace("'", "''") + "'")
                .replace("{yes}", String.valueOf(yes))
                .replace("{days}", String.valueOf(days));
    }
}
