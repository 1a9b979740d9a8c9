package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.SearchCall;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a search reads does not depend on what the database happens to know of the table, nor on what waits to be merged into
 * the index. Blocks are counted, which are the same each time.
 */
@ExtendWith(DatabaseExtension.class)
class SearchStatesTest {

    private static final int ROWS = 7_000;
    /** The list that waits to be merged has 128, and is read twice for a resemblance. A walk reads more than twice as many as this. */
    private static final long FEW_BLOCKS = 400;
    /** Those without keys, twice, and a few. */
    private static final long FEW_ROWS = 400;

    enum State {
        NEVER_ANALYZED("", "", ROWS, 0),
        ANALYZED_WHEN_EMPTY("analyze ghostworks.artifacts", "", ROWS, 0),
        ANALYZED("", "analyze ghostworks.artifacts", ROWS, 0),
        MERGED("", "select ghostworks.settle_artifacts()", ROWS, 0),
        BESIDE_A_MUCH_LARGER_TENANT("", "analyze ghostworks.artifacts", 400, ROWS);

        private final String before;
        private final String after;
        private final int rowsOfA;
        private final int rowsOfB;

        State(String before, String after, int rowsOfA, int rowsOfB) {
            this.before = before;
            this.after = after;
            this.rowsOfA = rowsOfA;
            this.rowsOfB = rowsOfB;
        }

        void make(Battlefield field) throws SQLException {
            field.asAdmin("alter table ghostworks.artifacts set (autovacuum_enabled = off)");
            if (!before.isEmpty()) {
                field.asAdmin(before);
            }
            field.asAdmin(rows(":b", rowsOfB));
            field.asAdmin(rows(":a", rowsOfA));
            if (!after.isEmpty()) {
                field.asAdmin(after);
            }
        }

        /** One by one in time. What is rare is in the oldest, which the index has no keys of, and in the 300th. */
        private static String rows(String tenant, int count) {
            return "insert into ghostworks.artifacts (tenant_id, id, name, description, tags, metadata, created_at)"
                    + " select " + tenant + ", gen_random_uuid(),"
                    + " case n when 1 then 'zebra' when 300 then 'quagga' else 'horse ' || n % 97 || ' of herd ' || n end,"
                    + " repeat('grass ', 100), array[case n when 1 then 'zebra' when 300 then 'quagga' else 'tag' || n % 50 end],"
                    + " jsonb_build_object('legs', case n when 1 then 'zebra' when 300 then 'quagga' else '4' end),"
                    + " now() + n * interval '1 second' from generate_series(1, " + count + ") n";
        }
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void readsFewBlocksForWhatIsRare(State state, TestDatabase database) throws SQLException {
        try (Battlefield field = new Battlefield(database)) {
            state.make(field);
            assertThat(Long.parseLong(field.readAsAdmin("select pg_relation_size('ghostworks.artifacts') / 8192")
                            .getFirst()))
                    .isGreaterThan(2 * FEW_BLOCKS);

            Map<String, Long> costs = new TreeMap<>();
            for (String rare : new String[] {"zebra", "quagga"}) {
                for (Map.Entry<String, String> filter : Map.of(
                                "p_query", "'%s'",
                                "p_name", "'%s'",
                                "p_similar", "'%s'",
                                "p_all_tags", "'{%s}'",
                                "p_any_tags", "'{%s}'",
                                "p_metadata", "'{\"legs\": \"%s\"}'")
                        .entrySet()) {
                    Map<String, String> arguments =
                            Map.of(filter.getKey(), filter.getValue().formatted(rare));
                    SearchBlocks page = SearchBlocks.read(field, SearchCall.page(arguments, 50));
                    assertThat(page.rows()).as("found by " + arguments).isOne();
                    costs.put("page of " + arguments, page.blocks());
                    costs.put(
                            "count of " + arguments,
                            SearchBlocks.read(field, SearchCall.count(arguments))
                                    .blocks());
                }
            }
            costs.put(
                    "page of a common word",
                    SearchBlocks.read(field, SearchCall.page(Map.of("p_query", "'grass'"), 50))
                            .blocks());
            assertThat(costs)
                    .allSatisfy((what, blocks) -> assertThat(blocks).as(what).isLessThan(FEW_BLOCKS));
        }
    }

    /** It shares the beginnings of all names, but needs more trigrams than any of them has. */
    @Test
    void comparesATextOfManyWordsWithFewNames(TestDatabase database) throws SQLException {
        try (Battlefield field = new Battlefield(database)) {
            State.MERGED.make(field);
            String words = IntStream.range(0, 80)
                    .mapToObj(n -> "hoe".substring(n % 3, n % 3 + 1) + (char) ('a' + n / 4))
                    .collect(Collectors.joining(" "));

            for (int length : new int[] {60, 120, 180, 239}) {
                Map<String, String> arguments = Map.of("p_similar", "'" + words.substring(0, length) + "'");
                assertThat(rowsFetched(field, SearchCall.page(arguments, 50)))
                        .as("page for " + length)
                        .isLessThan(FEW_ROWS);
                assertThat(rowsFetched(field, SearchCall.count(arguments)))
                        .as("count for " + length)
                        .isLessThan(FEW_ROWS);
            }
            assertThat(rowsFetched(field, SearchCall.count(Map.of("p_similar", "'horse'"))))
                    .as("count of a common word")
                    .isGreaterThan(ROWS / 2);
        }
    }

    private static long rowsFetched(Battlefield field, String call) throws SQLException {
        try (Connection app = field.insideA();
                Statement statement = app.createStatement()) {
            statement.execute("select * from " + call);
            try (ResultSet row = statement.executeQuery(
                    "select pg_stat_get_xact_tuples_fetched('ghostworks.artifacts'::regclass)")) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
