package io.ghostworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.error.Invalid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What an import makes of lines that only the store refuses. */
class ArtifactImportTest {

    private final List<String> stored = new ArrayList<>();
    private int calls;

    @Test
    void leavesOutTheLinesThatTheStoreRefuses() {
        ImportReport report = importing().run(lines(1_200, number -> number == 7 || number == 500 || number == 1_200));

        assertThat(report.created()).isEqualTo(1_197);
        assertThat(report.failed()).isEqualTo(3);
        assertThat(report.errors()).containsExactly(refused(7), refused(500), refused(1_200));
        assertThat(stored).hasSize(1_197).doesNotHaveDuplicates().doesNotContain("refused");
    }

    @Test
    void asksNoMoreOftenForACleanFile() {
        importing().run(lines(1_000, number -> false));

        assertThat(calls).isEqualTo(3);
    }

    @Test
    void findsTheRefusedLineInFewTransactions() {
        importing().run(lines(500, number -> number == 123));

        assertThat(calls).isLessThanOrEqualTo(2 + 2 * 9);
    }

    @Test
    void tellsWhichLineOfAnImportThatIsAllOrNothingWasRefused() {
        ArtifactImport importing = importing();
        Iterator<ImportLine> lines = lines(900, number -> number == 321);

        importing.runToTheFirstBad(lines);
        assertThat(importing.hasFailed()).isTrue();
        ImportReport report = importing.withdraw(lines, this::store);

        assertThat(report).isEqualTo(new ImportReport(0, 1, List.of(refused(321))));
    }

    @Test
    void throwsWhatTheStoreSaidWhereNoLineAloneIsToBlame() {
        ArtifactImport importing = importing();
        Iterator<ImportLine> lines = lines(10, number -> number == 3);

        importing.runToTheFirstBad(lines);

        assertThatThrownBy(() -> importing.withdraw(lines, batch -> {}))
                .isInstanceOf(Invalid.class)
                .hasMessage("name: is refused");
    }

    private ArtifactImport importing() {
        return new ArtifactImport(ArtifactImportTest::artifact, this::store);
    }

    private void store(List<Artifact> batch) {
        calls++;
        List<String> names =
                batch.stream().map(artifact -> artifact.content().name()).toList();
        if (names.contains("refused")) {
            throw new Invalid("name", "is refused");
        }
        stored.addAll(names);
    }

    private static Artifact artifact(ArtifactContent content) {
        return Artifact.first(new ArtifactId(UUID.randomUUID()), content, new UserId(new UUID(1, 1)), Instant.EPOCH);
    }

    private static Iterator<ImportLine> lines(long count, LongPredicate isRefused) {
        return LongStream.rangeClosed(1, count)
                .<ImportLine>mapToObj(number -> new ImportLine.Good(
                        number,
                        ArtifactContent.of(isRefused.test(number) ? "refused" : "line " + number, null, null, null)))
                .iterator();
    }

    private static ImportLine.Bad refused(long number) {
        return new ImportLine.Bad(number, "invalid", "name: is refused");
    }
}
