package io.ghostworks.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.DowngradeOptions;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.snapshot.SchemaSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes the declared schema at random and lets {@code diff} write the migration: up leads exactly to what is declared,
 * down exactly back, and the values that are in the tables stay, unless the file says that it destroys. {@code -Dghostworks.diff.rounds} (1,000
 * by {@code ./ghostworks verify --long}) and {@code -Dghostworks.diff.seed} choose others.
 */
class SchemaDiffPropertyTest {
    private static final int ROUNDS = Integer.getInteger("ghostworks.diff.rounds", 40);
    private static final long SEED = Long.getLong("ghostworks.diff.seed", 20261122);

    private int compared;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void leadsToEveryDeclaredSchemaAndBack() throws Exception {
        MigrationProject project = new MigrationProject(folder.resolve("migration"), folder.resolve("schema"), "shop");
        Files.createDirectories(project.migrations());
        Files.createDirectories(project.declared());
        try (Scratch scratch = Scratch.open(TestDatabases.shared().admin(), project)) {
            DatabaseUrl live = scratch.empty();
            DatabaseUrl model = scratch.empty();
            Random random = new Random(SEED);
            for (int round = 0; round < ROUNDS; round++) {
                List<String> changes = change(model, random, round == 0 ? 12 : 1 + random.nextInt(5));
                declare(project, round, changes);
                check(scratch, live, model, "seed " + SEED + ", round " + round + ": " + String.join(";\n", changes));
            }
        }
        assertThat(compared).as("values that were compared").isGreaterThan(100);
    }

    private static List<String> change(DatabaseUrl model, Random random, int count) throws SQLException {
        try (Connection connection = model.dataSource().getConnection()) {
            return new RandomChange(random, connection).next(count);
        }
    }

    private static void declare(MigrationProject project, int round, List<String> changes) throws IOException {
        Path file = project.declared().resolve(String.format("%04d.sql", round));
        Files.writeString(file, String.join(";\n", changes) + ";\n");
    }

    private void check(Scratch scratch, DatabaseUrl live, DatabaseUrl model, String what) {
        SchemaSnapshot before = SchemaSnapshot.read(live, "shop");
        SchemaSnapshot declared = SchemaSnapshot.read(model, "shop");
        Migrator migrator = scratch.project().migrator(live);
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
        try {
            Optional<NewMigration.Pair> pair = new SchemaDiff(scratch).write("a change", clock);
            if (pair.isEmpty()) {
                assertThat(before.differences(declared)).as(what).isEmpty();
                return;
            }
            ScratchRows.fill(live);
            Map<String, List<String>> values = ScratchRows.read(live);
            boolean kept = withRows(live, migrator::upgrade);
            assertThat(declared.differences(SchemaSnapshot.read(live, "shop")))
                    .as(what)
                    .isEmpty();
            Map<String, List<String>> after = ScratchRows.read(live);
            if (kept) {
                assertSame(values, after, pair.get().up(), what);
                compared += values.values().stream().mapToInt(List::size).sum();
            }
            kept = withRows(live, () -> migrator.downgrade(DowngradeOptions.DEFAULT.acceptDataLoss(true)));
            assertThat(before.differences(SchemaSnapshot.read(live, "shop")))
                    .as(what)
                    .isEmpty();
            if (kept) {
                assertSame(after, ScratchRows.read(live), pair.get().down(), what);
            }
            withRows(live, migrator::upgrade);
            assertThat(declared.differences(SchemaSnapshot.read(live, "shop")))
                    .as(what)
                    .isEmpty();
        } catch (RuntimeException | IOException | SQLException e) {
            throw new AssertionError(what, e);
        }
    }

    /** False where the new schema does not hold for these rows, which are gone then. */
    private static boolean withRows(DatabaseUrl live, Runnable migration) throws SQLException {
        try {
            migration.run();
            return true;
        } catch (DatabaseProblem e) {
            ScratchRows.clear(live);
            migration.run();
            return false;
        }
    }

    /** Of each column that is there before and after; unless the file says that it destroys. */
    private static void assertSame(
            Map<String, List<String>> before, Map<String, List<String>> after, Path file, String what)
            throws IOException {
        String text = Files.readString(file);
        if (text.contains("-- DESTRUCTIVE")) {
            return;
        }
        before.forEach((column, values) -> {
            if (after.containsKey(column)) {
                assertThat(after.get(column))
                        .as(what + "\n" + column + "\n" + text)
                        .isEqualTo(values);
            }
        });
    }
}
