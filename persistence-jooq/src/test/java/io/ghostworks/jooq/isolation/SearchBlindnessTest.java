package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Case 11: what a search costs in A does not depend on what B has. In A, a search for a word that B has in thousands of
 * artifacts reads exactly as many blocks as one for a word that nobody has.
 */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchBlindnessTest {

    /** Enough for lists of several blocks, which the indexes that mixed tenants had for each word. */
    private static final int ROWS_OF_B = 6_000;
    /** More than a search looks at before it asks an index. */
    private static final int ROWS_OF_A = 400;

    private static final int OTHER_TENANTS = 1_000;
    /** A megabyte, and a block or two of the index's own. */
    private static final int LONGEST_LIST = 132;

    private final Battlefield field;

    SearchBlindnessTest(TestDatabase database) throws SQLException {
        field = new Battlefield(database);
    }

    @BeforeAll
    void fill() throws SQLException {
        // It would merge what waits in between.
        field.asAdmin("alter table ghostworks.artifacts set (autovacuum_enabled = off)");
        field.asAdmin("set session_replication_role = replica;"
                + "insert into ghostworks.tenants (id, name, slug)"
                + " select gen_random_uuid(), 'T', 'other-' || n from generate_series(1, " + OTHER_TENANTS + ") n");
        field.asAdmin(insert("ghostworks.tenants t, generate_series(1, 3)", "t.id", "falcon", "acquisition")
                + " where t.slug like 'other-%'");
        field.asAdmin(insert("generate_series(1, " + ROWS_OF_B + ")", ":b", "falcon", "acquisition"));
        field.asAdmin(insert("generate_series(1, " + ROWS_OF_A + ")", ":a", "wren", "ours"));
        field.asAdmin("vacuum analyze ghostworks.artifacts");
    }

    /** One by one in time, as they come, so that the index has keys of them but for the first 128 of each tenant. */
    private static String insert(String from, String tenant, String bird, String description) {
        return "insert into ghostworks.artifacts (tenant_id, id, name, description, tags, metadata, created_at)"
                + " select " + tenant + ", gen_random_uuid(), '" + bird + " ' || n, '" + description + "', '{" + bird
                + "}',"
                + " '{\"plan\": {\"bird\": \"" + bird + "\"}}', now() + n * interval '1 second' from " + from + " n";
    }

    @AfterAll
    void leave() throws SQLException {
        field.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'falcon', null, null, null, null, null",
                "'\"falcon acquisition\"', null, null, null, null, null",
                "'falcon -ours', null, null, null, null, null",
                "'falcon or nowhere', null, null, null, null, null",
                "null, 'falcon', null, null, null, null",
                "null, null, 'falcon', null, null, null",
                "null, null, null, '{falcon}', null, null",
                "null, null, null, null, '{falcon,nowhere}', null",
                "null, null, null, null, null, '{\"plan\": {\"bird\": \"falcon\"}}'",
                "'ours', 'falcon', null, '{wren}', null, null"
            })
    void case33ReadsAsManyBlocksForAWordOfBAsForOneOfNobody(String filters) throws SQLException {
        String unknown = filters.replace("falcon", "zumqix").replace("acquisition", "bqwertzuio");

        assertThat(pageBlocks(filters)).as("page").isEqualTo(pageBlocks(unknown));
        assertThat(countBlocks(filters)).as("count").isEqualTo(countBlocks(unknown));
    }

    /** What waits to be merged into the index is read by every search, but it is short, whoever wrote it. */
    @Test
    void readsLittleMoreWhileOthersWrite() throws SQLException {
        String filters = "'%s', null, null, null, null, null";
        long before = pageBlocks(filters.formatted("zumqix"));
        field.asAdmin(insert("generate_series(7000, 8000)", ":b", "heron", "falcon ".repeat(20)));

        long after = pageBlocks(filters.formatted("zumqix"));
        assertThat(after).isBetween(before + 1, before + LONGEST_LIST);
        assertThat(pageBlocks(filters.formatted("heron"))).isEqualTo(after);
        assertThat(pageBlocks(filters.formatted("falcon"))).isEqualTo(after);
    }

    private long pageBlocks(String filters) throws SQLException {
        String call = "ghostworks.search_artifacts(" + filters + ", null, null, null, null, null, null, 50)";
        return SearchBlocks.read(field, call).blocks();
    }

    private long countBlocks(String filters) throws SQLException {
        String call = "ghostworks.count_artifacts(" + filters + ", null, null, null)";
        return SearchBlocks.read(field, call).blocks();
    }
}
