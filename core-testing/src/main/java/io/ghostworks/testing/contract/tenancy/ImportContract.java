package io.ghostworks.testing.contract.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.Artifacts;
import io.ghostworks.ImportLine;
import io.ghostworks.ImportReport;
import io.ghostworks.TimeAndIds;
import io.ghostworks.account.Caller;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.error.NotFound;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.Together;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stays of an import that goes wrong: whole batches of an ordinary one, and nothing of one that is all or nothing. */
public interface ImportContract extends Contract {

    @Test
    default void keepsEveryLineOfAGoodImport() {
        Room room = world().room();

        ImportReport report = artifacts().importAllOrNothing(owner(room), room.tenant(), lines(1_234));

        assertThat(report).isEqualTo(new ImportReport(1_234, 0, List.of()));
        assertThat(room.count(ArtifactFilter.ALL)).isEqualTo(1_234);
    }

    @Test
    default void showsNothingOfAnImportBeforeItsEnd() {
        Room room = world().room();

        artifacts()
                .importAllOrNothing(
                        owner(room),
                        room.tenant(),
                        lines(
                                1_000,
                                () -> assertThat(Together.elsewhere(() -> room.count(ArtifactFilter.ALL)))
                                        .isZero()));

        assertThat(room.count(ArtifactFilter.ALL)).isEqualTo(1_000);
    }

    @Test
    default void keepsNothingOfAnImportWithABadLine() {
        Room room = world().room();
        List<ImportLine.Bad> bad = List.of(bad(1_001), bad(1_003));
        Stream<ImportLine> end = Stream.of(bad.getFirst(), good(1_002), bad.getLast(), good(1_004));

        ImportReport report = artifacts()
                .importAllOrNothing(
                        owner(room),
                        room.tenant(),
                        Stream.concat(stream(1_000), end).iterator());

        assertThat(report).isEqualTo(new ImportReport(0, 2, bad));
        assertThat(room.count(ArtifactFilter.ALL)).isZero();
    }

    @Test
    default void keepsNothingOfAnImportWhoseFileBreaksOff() {
        Room room = world().room();

        assertThatThrownBy(() -> artifacts().importAllOrNothing(owner(room), room.tenant(), lines(700, () -> {
                    throw new IllegalStateException("the connection broke");
                })))
                .hasMessage("the connection broke");
        assertThat(room.count(ArtifactFilter.ALL)).isZero();
    }

    @Test
    default void keepsNothingOfAnImportByWhoIsRemovedMidway() {
        Room room = world().room();
        Caller.Session member = member(room);

        assertThatThrownBy(() ->
                        artifacts().importAllOrNothing(member, room.tenant(), lines(100, () -> leave(room, member))))
                .isInstanceOf(NotFound.class);
        assertThat(room.count(ArtifactFilter.ALL)).isZero();
    }

    @Test
    default void keepsTheBatchesBeforeAMemberWasRemoved() {
        Room room = world().room();
        Caller.Session member = member(room);

        assertThatThrownBy(() -> artifacts().importAll(member, room.tenant(), lines(600, () -> leave(room, member))))
                .isInstanceOf(NotFound.class);
        assertThat(room.count(ArtifactFilter.ALL)).isEqualTo(500);
    }

    private Artifacts artifacts() {
        return new Artifacts(ports().tenancy(), new TimeAndIds(Clock.systemUTC(), new Random(1)));
    }

    private Caller.Session owner(Room room) {
        return world().logIn(room.owner().id());
    }

    private Caller.Session member(Room room) {
        var user = world().user();
        room.join(user, io.ghostworks.tenant.Role.MEMBER);
        return world().logIn(user.id());
    }

    private static void leave(Room room, Caller.Session member) {
        Together.runElsewhere(() -> room.run(stores -> stores.members().remove(member.user())));
    }

    private static Stream<ImportLine> stream(long count) {
        return LongStream.rangeClosed(1, count).mapToObj(ImportContract::good);
    }

    private static Iterator<ImportLine> lines(long count) {
        return stream(count).iterator();
    }

    /** Does something once all lines are read. */
    private static Iterator<ImportLine> lines(long count, Runnable last) {
        Iterator<ImportLine> lines = lines(count);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (!lines.hasNext()) {
                    last.run();
                }
                return lines.hasNext();
            }

            @Override
            public ImportLine next() {
                return lines.next();
            }
        };
    }

    private static ImportLine good(long number) {
        return new ImportLine.Good(number, ArtifactContent.of("line " + number, null, null, null));
    }

    private static ImportLine.Bad bad(long number) {
        return new ImportLine.Bad(number, "invalid", "name: is required");
    }
}
