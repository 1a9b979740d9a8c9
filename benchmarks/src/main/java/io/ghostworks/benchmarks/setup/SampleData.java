package io.ghostworks.benchmarks.setup;

import io.ghostworks.build.TestDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Artifacts as customers have them: words, tags and authors by Zipf's law, and of a million one tenant with 300,000, ten
 * with 20,000, one with 10,000 however many there are in all, and the rest with 100 each, mixed in time. The same for the
 * same size.
 */
public final class SampleData {

    public static final int WORDS = 20_000;
    public static final int TAGS = 2_000;
    public static final int CUSTOMERS = 20_000;

    private static final String[] SYLLABLES =
            "ba ko ri ten lu mar se dop vi zan ul qe thor ni gra pel ox fy hum wes".split(" ", -1);
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final int SECONDS_APART = 37;
    private static final int LARGE_TENANTS = 12;
    private static final int SMALL = 10_000;

    private static final String INDEX = "artifacts_keys_idx";
    /** What anyone would make for one tenant's searches, with the statistics that ours do without. */
    private static final List<String> PLAIN_INDEXES = List.of(
            "create index plain_name_idx on ghostworks.artifacts using gin (name public.gin_trgm_ops)",
            "create index plain_search_idx on ghostworks.artifacts using gin (search_document)",
            "create index plain_tags_idx on ghostworks.artifacts using gin (tags)",
            "create index plain_metadata_idx on ghostworks.artifacts using gin (metadata jsonb_path_ops)",
            "alter table ghostworks.artifacts alter column name set statistics -1, alter column tags set statistics -1,"
                    + " alter column metadata set statistics -1, alter column search_document set statistics -1");

    private final int rows;
    private final Random random = new Random(20_261_122);
    private final List<String> words;

    public SampleData(int rows) {
        this.rows = rows;
        Set<String> distinct = new HashSet<>();
        this.words = new ArrayList<>(WORDS);
        while (words.size() < WORDS) {
            String word = random.ints(2 + random.nextInt(3), 0, SYLLABLES.length)
                    .mapToObj(i -> SYLLABLES[i])
                    .collect(Collectors.joining());
            if (distinct.add(word)) {
                words.add(word);
            }
        }
    }

    /** The word of that rank; 1 is the most frequent. */
    public String word(int rank) {
        return words.get(rank - 1);
    }

    /** 0 is the largest. */
    public UUID tenant(int index) {
        return new UUID(0x7000, 0x8000_0000_0000_0000L + index);
    }

    /** The index of the tenant with 10,000 artifacts, or 1 % where there are fewer than a million. */
    public int smallTenant() {
        return LARGE_TENANTS - 1;
    }

    public UUID author(int rank) {
        return new UUID(0x7001, 0x8000_0000_0000_0000L + rank);
    }

    public UUID artifact(int row) {
        return new UUID(((long) row << 16) | 0x7000, 0x8000_0000_0000_0000L | (0x9E37_79B9L * row & 0xFFFF_FFFFL));
    }

    /** The rows of the largest tenant, oldest first. */
    public int[] rowsOfLargest() {
        return IntStream.range(0, rows).filter(row -> seat(row) == 0).toArray();
    }

    void fill(TestDatabase database, PrintStream progress) {
        fill(database, seat -> true, progress);
    }

    /** The largest tenant alone, for searches without ours: by indexes that do not know of tenants. */
    public void fillLargest(TestDatabase database, PrintStream progress) {
        fill(database, seat -> seat == 0, progress);
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("drop index ghostworks." + INDEX);
            statement.execute("set maintenance_work_mem = '512MB'");
            for (String plain : PLAIN_INDEXES) {
                statement.execute(plain);
            }
            statement.execute("vacuum analyze ghostworks.artifacts");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the data", e);
        }
    }

    private void fill(TestDatabase database, IntPredicate wanted, PrintStream progress) {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            String definition;
            try (var found = statement.executeQuery("select pg_get_indexdef('ghostworks." + INDEX + "'::regclass)")) {
                found.next();
                definition = found.getString(1);
            }
            // Made while the rows come in it would cost several times as much.
            statement.execute("drop index ghostworks." + INDEX);
            // No triggers: these tenants have nobody in them. But artifacts are ranked.
            statement.execute("set session_replication_role = replica");
            copyTenants(admin);
            statement.execute("set session_replication_role = origin");
            copyArtifacts(admin, wanted, progress);
            statement.execute("set maintenance_work_mem = '512MB'");
            progress.println("  " + definition.replaceAll(" ON .*", "").toLowerCase(java.util.Locale.ROOT));
            statement.execute(definition);
            statement.execute("alter index ghostworks." + INDEX + " alter column 1 set statistics 0");
            statement.execute("vacuum analyze ghostworks.artifacts");
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("cannot make the data", e);
        }
    }

    private void copyTenants(Connection admin) throws SQLException, IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tenants(); i++) {
            text.append(tenant(i)).append("\tT\tt").append(i).append('\n');
        }
        CopyIn copy = admin.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy ghostworks.tenants (id, name, slug) from stdin");
        send(copy, text);
        copy.endCopy();
    }

    private void copyArtifacts(Connection admin, IntPredicate wanted, PrintStream progress)
            throws SQLException, IOException {
        CopyIn copy = admin.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy ghostworks.artifacts (tenant_id, id, name, description, tags, metadata, created_by,"
                        + " is_active, created_at) from stdin");
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            int length = text.length();
            append(text, row);
            if (!wanted.test(seat(row))) {
                text.setLength(length);
            }
            if (row % 1_000 == 999 || row == rows - 1) {
                send(copy, text);
                text.setLength(0);
            }
            if (row % 100_000 == 99_999) {
                progress.println("  " + (row + 1) + " of " + rows + " artifacts");
            }
        }
        copy.endCopy();
    }

    private void append(StringBuilder text, int row) {
        text.append(tenant(seat(row))).append('\t').append(artifact(row)).append('\t');
        text.append(text(3))
                .append(' ')
                .append(row)
                .append('\t')
                .append(text(15))
                .append("\t{");
        int tags = 2 + row % 2;
        text.append(IntStream.range(0, tags)
                .mapToObj(i -> "tag" + zipf(TAGS))
                .distinct()
                .collect(Collectors.joining(",")));
        text.append("}\t{\"status\":\"s")
                .append(random.nextInt(4))
                .append("\",\"customer\":")
                .append(zipf(CUSTOMERS));
        text.append(",\"nested\":{\"score\":")
                .append(random.nextInt(1_000))
                .append("}}\t")
                .append(author(zipf(200)));
        text.append(random.nextInt(50) == 0 ? "\tf\t" : "\tt\t").append(FIRST.plusSeconds((long) SECONDS_APART * row));
        text.append('\n');
    }

    private String text(int count) {
        return IntStream.range(0, count).mapToObj(i -> word(zipf(WORDS))).collect(Collectors.joining(" "));
    }

    /** 1 to {@code most}, each half as often as half of it. */
    private int zipf(int most) {
        return (int) Math.exp(random.nextDouble() * Math.log(most));
    }

    private int tenants() {
        return LARGE_TENANTS + Math.max(1, rows / 200);
    }

    /** Which tenant a row is of: 30 % the largest, 20 % the ten next, the rest the smallest, but for those of one. */
    private int seat(int row) {
        if (Math.floorMod(row * 48_271L, rows) < Math.min(SMALL, rows / 100)) {
            return smallTenant();
        }
        int percent = Math.floorMod(row * 61, 100);
        if (percent < 30) {
            return 0;
        }
        int spread = Math.floorMod(row * 7_919, 1_000_003);
        return percent < 50 ? 1 + spread % 10 : LARGE_TENANTS + spread % (tenants() - LARGE_TENANTS);
    }

    private static void send(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
    }
}
