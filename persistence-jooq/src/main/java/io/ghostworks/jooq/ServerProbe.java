package io.ghostworks.jooq;

import io.ghostworks.error.Unavailable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server what it is, on a connection of its own: so health is told while every connection of the pool is busy, and while the server hangs.
 * One question at a time is under way; who comes meanwhile shares the answer of the next one, so many who ask cost one connection. Safe for all
 * threads.
 */
final class ServerProbe implements AutoCloseable {
    private final OwnConnection connection;
    private final Supplier<ServerInfo> question;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Answer last;

    /** @param question asks on that connection */
    ServerProbe(OwnConnection connection, Supplier<ServerInfo> question) {
        this.connection = connection;
        this.question = question;
    }

    /** An answer, or why there is none, to a question that began at that nanosecond. */
    private record Answer(
            long began, @Nullable ServerInfo info, @Nullable RuntimeException failure) {
        ServerInfo get() {
            if (failure != null) {
                throw failure;
            }
            if (info == null) {
                throw new IllegalStateException("neither an answer nor a failure");
            }
            return info;
        }
    }

    /** @throws Unavailable if the server does not answer in time */
    ServerInfo ask() {
        long came = System.nanoTime();
        turn.lock();
        try {
            Answer known = last;
            if (known == null || known.began() - came < 0) {
                known = answer();
                last = known;
            }
            return known.get();
        } finally {
            turn.unlock();
        }
    }

    private Answer answer() {
        long began = System.nanoTime();
        boolean kept = connection.isKept();
        try {
            return new Answer(began, question.get(), null);
        } catch (Unavailable gone) {
            // A connection of before may have been ended since; whether the server is there a new one tells.
            connection.close();
            return kept ? again(began) : new Answer(began, null, gone);
        } catch (RuntimeException e) {
            return new Answer(began, null, e);
        }
    }

    private Answer again(long began) {
        try {
            return new Answer(began, question.get(), null);
        } catch (RuntimeException e) {
            return new Answer(began, null, e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
