package io.ghostworks.jooq.isolation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a search in A read, by EXPLAIN's counters.
 *
 * @param blocks in the cache or not
 * @param rows that it found
 */
record SearchBlocks(long blocks, long rows) {
    private static final Pattern BLOCKS = Pattern.compile("\"Shared (?:Hit|Read) Blocks\": (\\d+)");
    private static final Pattern ROWS = Pattern.compile("\"Actual Rows\": (\\d+)");

    /**
     * Of the last of three calls: the first ones read the catalog too.
     *
     * @param call of a function, as SQL
     */
    static SearchBlocks read(Battlefield field, String call) throws SQLException {
        try (Connection app = field.insideA();
                Statement statement = app.createStatement()) {
            String plan = "";
            for (int n = 0; n < 3; n++) {
                try (ResultSet row =
                        statement.executeQuery("explain (analyze, buffers, format json) select * from " + call)) {
                    row.next();
                    plan = row.getString(1);
                }
            }
            return new SearchBlocks(sum(BLOCKS, plan, 2), sum(ROWS, plan, 1));
        }
    }

    /** The first numbers are those of the whole. */
    private static long sum(Pattern pattern, String plan, int count) {
        return pattern.matcher(plan)
                .results()
                .limit(count)
                .map(MatchResult::group)
                .mapToLong(found -> Long.parseLong(found.replaceAll("\\D", "")))
                .sum();
    }
}
