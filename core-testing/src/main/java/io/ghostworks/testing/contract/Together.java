package io.ghostworks.testing.contract;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/** Runs work in other threads and waits for it. */
public final class Together {

    private Together() {}

    /** What came of one piece of work. */
    public sealed interface Outcome<T> {
        record Returned<T>(T value) implements Outcome<T> {}

        record Thrown<T>(Throwable cause) implements Outcome<T> {}
    }

    /** Runs it in another thread; what it throws comes out. */
    public static <T> T elsewhere(Callable<T> work) {
        return switch (all(List.of(work)).getFirst()) {
            case Outcome.Returned<T>(T value) -> value;
            case Outcome.Thrown<T>(RuntimeException failure) -> throw failure;
            case Outcome.Thrown<T>(Error failure) -> throw failure;
            case Outcome.Thrown<T>(Throwable failure) -> throw new IllegalStateException(failure);
        };
    }

    public static void runElsewhere(Runnable work) {
        elsewhere(Executors.callable(work, Boolean.TRUE));
    }

    /** Starts all at once, each in its own thread. */
    public static <T> List<Outcome<T>> all(List<? extends Callable<T>> works) {
        CountDownLatch start = new CountDownLatch(works.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(works.size())) {
            List<Future<T>> futures = works.stream()
                    .map(work -> threads.submit(() -> {
                        start.countDown();
                        start.await();
                        return work.call();
                    }))
                    .toList();
            return futures.stream().map(Together::outcome).toList();
        }
    }

    private static <T> Outcome<T> outcome(Future<T> future) {
        try {
            return new Outcome.Returned<>(future.get());
        } catch (ExecutionException e) {
            return new Outcome.Thrown<>(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Thrown<>(e);
        }
    }

    /** Work for another thread, to be started in the middle of one's own. */
    public static <T> Later<T> later(Callable<T> work) {
        return new Later<>(work);
    }

    /** Started once, waited for at the end. */
    public static final class Later<T> implements AutoCloseable {

        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final FutureTask<T> task;

        private Later(Callable<T> work) {
            this.task = new FutureTask<>(work);
        }

        /** Starts it, and gives it time to go wrong if it does not wait where it should. */
        public void startAndGiveItTime() {
            thread.execute(task);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }

        /** What it returns, once it does; fails with what it throws. */
        public T result() {
            return switch (outcome(task)) {
                case Outcome.Returned<T>(T value) -> value;
                case Outcome.Thrown<T>(Throwable failure) -> throw new IllegalStateException(failure);
            };
        }

        @Override
        public void close() {
            thread.close();
        }
    }
}
