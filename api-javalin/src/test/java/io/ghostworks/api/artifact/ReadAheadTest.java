package io.ghostworks.api.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.ImportLine;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 1_234})
    void givesEveryLineInOrder(int count) {
        try (ReadAhead lines = new ReadAhead(lines(count).iterator())) {
            Iterable<ImportLine> once = () -> lines;
            assertThat(once)
                    .extracting(ImportLine::number)
                    .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
        }
    }

    @Test
    void throwsWhatItsSourceThrowsBehindTheLinesBefore() {
        IllegalStateException broken = new IllegalStateException("broken");
        Stream<ImportLine> failing = Stream.concat(lines(150), Stream.generate(() -> {
            throw broken;
        }));
        AtomicInteger seen = new AtomicInteger();

        try (ReadAhead lines = new ReadAhead(failing.iterator())) {
            assertThatThrownBy(() -> lines.forEachRemaining(line -> seen.incrementAndGet()))
                    .isSameAs(broken);
        }
        assertThat(seen).hasValue(150);
    }

    @Test
    void readsNothingBeforeItIsAsked() {
        AtomicInteger read = new AtomicInteger();

        new ReadAhead(counting(read)).close();

        assertThat(read).hasValue(0);
    }

    @Test
    void readsOnlyALittleAhead() {
        AtomicInteger read = new AtomicInteger();

        try (ReadAhead lines = new ReadAhead(counting(read))) {
            lines.next();
        }

        assertThat(read).hasValueBetween(100, 700);
    }

    @Test
    void endsItsThreadInTheMiddleOfARead() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        AtomicReference<Thread> reader = new AtomicReference<>();
        Stream<ImportLine> stalled = Stream.concat(lines(100), Stream.generate(() -> {
            reader.set(Thread.currentThread());
            blocked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return bad(0);
        }));

        try (ReadAhead lines = new ReadAhead(stalled.iterator())) {
            lines.next();
            blocked.await();
        }

        assertThat(reader.get()).matches(thread -> !thread.isAlive());
    }

    private static Iterator<ImportLine> counting(AtomicInteger read) {
        return Stream.generate(() -> bad(read.incrementAndGet())).iterator();
    }

    private static Stream<ImportLine> lines(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(ReadAheadTest::bad);
    }

    private static ImportLine bad(long number) {
        return new ImportLine.Bad(number, "invalid", "x");
    }
}
