package io.ghostworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.Caller;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportExportTest {

    private final Town town = new Town();
    private final Caller.Session owner = town.arrive("owner");
    private final TenantId acme = town.workspace(owner, "Acme");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 501, 1_000, 1_234})
    void makesAnArtifactOfEveryGoodLine(int lines) {
        ImportReport report =
                town.artifacts.importAll(owner, acme, good(1, lines).iterator());

        assertThat(report).isEqualTo(new ImportReport(lines, 0, List.of()));
        assertThat(count()).isEqualTo(lines);
    }

    @Test
    void goesOnAfterBadLines() {
        ImportLine.Bad first = bad(2);
        ImportLine.Bad second = bad(4);

        ImportReport report = town.artifacts.importAll(
                owner,
                acme,
                List.<ImportLine>of(good(1), first, good(3), second).iterator());

        assertThat(report).isEqualTo(new ImportReport(2, 2, List.of(first, second)));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void namesTheFirstThousandBadLines() {
        ImportReport report = town.artifacts.importAll(
                owner,
                acme,
                LongStream.rangeClosed(1, 1_500)
                        .<ImportLine>mapToObj(ImportExportTest::bad)
                        .iterator());

        assertThat(report.failed()).isEqualTo(1_500);
        assertThat(report.created()).isZero();
        assertThat(report.errors()).hasSize(ImportReport.MAX_ERRORS);
        assertThat(report.errors().getLast()).isEqualTo(bad(1_000));
    }

    @Test
    void keepsWhatCameBeforeAFailure() {
        Iterator<ImportLine> failing = Stream.concat(good(1, 700), Stream.generate(() -> {
                    throw new IllegalStateException("the connection broke");
                }))
                .iterator();

        assertThatThrownBy(() -> town.artifacts.importAll(owner, acme, failing))
                .isInstanceOf(IllegalStateException.class);
        assertThat(count()).isEqualTo(500);
    }

    @Test
    void asksAtTheDoorBeforeReadingALine() {
        Caller.Session stranger = town.arrive("stranger");
        Iterator<ImportLine> untouched = new Iterator<>() {
            @Override
            public boolean hasNext() {
                throw new AssertionError("read");
            }

            @Override
            public ImportLine next() {
                throw new AssertionError("read");
            }
        };

        assertThatThrownBy(() -> town.artifacts.importAll(stranger, acme, untouched))
                .isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500, 501, 1_234})
    void exportsEveryArtifactOnceNewestFirst(int artifacts) {
        town.artifacts.importAll(owner, acme, good(1, artifacts).iterator());
        town.workspace(owner, "other");
        List<Artifact> exported = new ArrayList<>();

        town.artifacts.export(owner, acme, exported::add);

        assertThat(exported)
                .extracting(artifact -> artifact.content().name())
                .isEqualTo(names(artifacts).reversed());
    }

    @Test
    void exportsNothingToStrangers() {
        town.artifacts.importAll(owner, acme, good(1, 1).iterator());
        Caller.Session stranger = town.arrive("stranger");
        List<Artifact> exported = new ArrayList<>();

        assertThatThrownBy(() -> town.artifacts.export(stranger, acme, exported::add))
                .isInstanceOf(NotFound.class);
        assertThat(exported).isEmpty();
    }

    @Test
    void exportsWhatIsThereAllTheTimeWhileOthersCome() {
        town.artifacts.importAll(owner, acme, good(1, 600).iterator());
        List<String> exported = new ArrayList<>();

        town.artifacts.export(owner, acme, artifact -> {
            if (exported.size() == 499) {
                town.artifacts.importAll(
                        owner,
                        acme,
                        Collections.singletonList((ImportLine) good(601)).iterator());
            }
            exported.add(artifact.content().name());
        });

        assertThat(exported).containsAll(names(600)).doesNotHaveDuplicates();
    }

    private long count() {
        return town.artifacts
                .list(owner, acme, ArtifactFilter.ALL, Optional.empty(), 1, true)
                .total()
                .orElseThrow();
    }

    private static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i).toList();
    }

    private static Stream<ImportLine> good(int from, int to) {
        return LongStream.rangeClosed(from, to).mapToObj(ImportExportTest::good);
    }

    private static ImportLine.Good good(long number) {
        return new ImportLine.Good(number, ArtifactContent.of("line " + number, null, null, null));
    }

    private static ImportLine.Bad bad(long number) {
        return new ImportLine.Bad(number, "invalid", "name: is required");
    }
}
