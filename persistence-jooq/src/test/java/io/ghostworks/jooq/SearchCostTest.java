package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.Artifacts;
import io.ghostworks.ImportLine;
import io.ghostworks.TimeAndIds;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import io.ghostworks.value.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A search for what is rare reads few blocks straight after a large import, whatever the database knew of the table before:
 * the import itself has it analyzed and its index entries merged. Blocks are counted, as time says little on a busy machine.
 */
@ExtendWith(DatabaseExtension.class)
class SearchCostTest {

    private static final int LINES = 7_000;
    /** A walk through the tenant reads more than five times as many. */
    private static final long FEW_BLOCKS = 120;

    private static final Pattern BLOCKS = Pattern.compile("\"Shared (?:Hit|Read) Blocks\": (\\d+)");

    @Test
    void readsFewBlocksOfATableThatWasNeverAnalyzed(TestDatabase database) throws SQLException {
        assertThatSearchesAreCheapAfterAnImport(database);
    }

    @Test
    void readsFewBlocksOfATableThatWasAnalyzedWhenEmpty(TestDatabase database) throws SQLException {
        run(database, "analyze ghostworks.artifacts");

        assertThatSearchesAreCheapAfterAnImport(database);
    }

    /** The planner then takes a table of many blocks for one of no rows. */
    @Test
    void readsFewBlocksOfATableThatWasAnalyzedWhenAllWasDeleted(TestDatabase database) throws SQLException {
        run(
                database,
                "set session_replication_role = replica;"
                        + "alter table ghostworks.artifacts set (autovacuum_enabled = off);"
                        + "insert into ghostworks.artifacts (tenant_id, id, name, description)"
                        + " select gen_random_uuid(), gen_random_uuid(), 'gone', repeat('gone ', 100)"
                        + " from generate_series(1, " + LINES + ");"
                        + "delete from ghostworks.artifacts; analyze ghostworks.artifacts");

        assertThatSearchesAreCheapAfterAnImport(database);
    }

    @Test
    void analyzesOnceForWhatChangedOnce(TestDatabase database) throws SQLException {
        String analyzed =
                "select coalesce(pg_stat_get_last_analyze_time('ghostworks.artifacts'::regclass)::text, 'never')";
        try (Database adapter = Database.open(TestPorts.settings(database), TestPorts.key(database))) {
            Room room = new World(TestPorts.of(adapter, database)).room();
            room.run(stores -> stores.artifacts().settle());
            assertThat(text(database, analyzed)).isEqualTo("never");

            importInto(room, LINES);
            String once = text(database, analyzed);
            assertThat(once).isNotEqualTo("never");

            room.run(stores -> stores.artifacts().settle());
            importInto(room, 1_000);
            assertThat(text(database, analyzed)).isEqualTo(once);
        }
    }

    private static void assertThatSearchesAreCheapAfterAnImport(TestDatabase database) throws SQLException {
        run(database, "alter table ghostworks.artifacts set (autovacuum_enabled = off)");
        try (Database adapter = Database.open(TestPorts.settings(database), TestPorts.key(database))) {
            Room room = new World(TestPorts.of(adapter, database)).room();
            importInto(room, LINES);
            assertThat(blocksOfTheTable(database)).isGreaterThan(5 * FEW_BLOCKS);

            Map<String, Long> costs = new LinkedHashMap<>();
            Map<String, String> filters = Map.of(
                    "p_query", "'zebra'",
                    "p_name", "'zebra'",
                    "p_similar", "'zebra'",
                    "p_all_tags", "'{striped}'",
                    "p_any_tags", "'{striped}'",
                    "p_metadata", "'{\"legs\": \"striped\"}'");
            for (Map.Entry<String, String> filter : filters.entrySet()) {
                Map<String, String> arguments = Map.ofEntries(filter);
                costs.put("page of " + filter, blocks(database, room, SearchCall.page(arguments, 50)));
                costs.put("count of " + filter, blocks(database, room, SearchCall.count(arguments)));
            }
            assertThat(costs)
                    .allSatisfy((what, blocks) -> assertThat(blocks).as(what).isLessThan(most(what)));
        }
    }

    /** A page by resemblance asks the index twice: for what resembles much, and then, as a page is not full, for the rest. */
    private static long most(String what) {
        return what.startsWith("page of p_similar") ? FEW_BLOCKS * 5 / 4 : FEW_BLOCKS;
    }

    /** What is rare is in the first line, and so in the oldest artifact. */
    private static void importInto(Room room, int lines) {
        Artifacts artifacts = new Artifacts(room.ports().tenancy(), new TimeAndIds(Clock.systemUTC(), new Random(1)));
        var report = artifacts.importAll(
                new World(room.ports()).logIn(room.owner().id()),
                room.tenant(),
                LongStream.range(0, lines)
                        .<ImportLine>mapToObj(n -> new ImportLine.Good(n + 1, content(n)))
                        .iterator());
        assertThat(report.created()).isEqualTo(lines);
    }

    private static ArtifactContent content(long n) {
        String name = n == 0 ? "zebra" : "horse " + n % 97 + " of herd " + n;
        String tag = n == 0 ? "striped" : "tag" + n % 50;
        Map<String, Object> metadata = Map.of("legs", n == 0 ? "striped" : 4, "herd", n % 89);
        return ArtifactContent.of(name, "grass ".repeat(100), List.of(tag), new JsonObject(metadata));
    }

    /** In the second of two calls: the first reads the catalog too. */
    private static long blocks(TestDatabase database, Room room, String function) throws SQLException {
        String explain = "explain (analyze, buffers, format json) select * from " + function;
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            admin.setAutoCommit(false);
            statement.execute(database.enter(room.tenant().value(), new UUID(0, 0)));
            long blocks = 0;
            for (int call = 0; call < 2; call++) {
                try (ResultSet plan = statement.executeQuery(explain)) {
                    plan.next();
                    blocks = BLOCKS.matcher(plan.getString(1))
                            .results()
                            .limit(2)
                            .map(MatchResult::group)
                            .mapToLong(found -> Long.parseLong(found.replaceAll("\\D", "")))
                            .sum();
                }
            }
            return blocks;
        }
    }

    private static long blocksOfTheTable(TestDatabase database) throws SQLException {
        return Long.parseLong(
                text(database, "select pg_relation_size('ghostworks.artifacts') / current_setting('block_size')::int"));
    }

    private static String text(TestDatabase database, String sql) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(TestDatabase database, String sql) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
