package io.ghostworks.api.artifact;

import io.ghostworks.ImportLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines on a thread of its own, a little ahead, so that the next are understood while the database stores those
 * before. The thread starts with the first question and has ended when {@link #close} returns: a request's body must not
 * be read after the request. What the source throws comes out where its line would have come.
 */
final class ReadAhead implements Iterator<ImportLine>, AutoCloseable {

    private static final int CHUNKS = 4;
    private static final int CHUNK = 100;
    /** Bounds the memory that long lines take. */
    private static final long CHUNK_BYTES = 256 * 1024;

    private final Iterator<ImportLine> source;
    private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS);
    private @Nullable Thread reader;
    private Iterator<ImportLine> current = Collections.emptyIterator();
    private @Nullable End end;

    ReadAhead(Iterator<ImportLine> source) {
        this.source = source;
    }

    /** Some lines, and the end if it comes after them. */
    private record Chunk(List<ImportLine> lines, @Nullable End end) {}

    /** @param failure what the source threw in place of an end */
    private record End(@Nullable Throwable failure) {}

    @Override
    public boolean hasNext() {
        while (!current.hasNext()) {
            if (end != null) {
                rethrow(end.failure());
                return false;
            }
            Chunk chunk = take();
            current = chunk.lines().iterator();
            end = chunk.end();
        }
        return true;
    }

    @Override
    public ImportLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.interrupt();
            boolean interrupted = false;
            while (reader.isAlive()) {
                try {
                    reader.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Chunk take() {
        if (reader == null) {
            reader = Thread.ofVirtual().name("import-lines").start(this::read);
        }
        try {
            return chunks.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the next lines", e);
        }
    }

    private void read() {
        try {
            Chunk chunk;
            do {
                chunk = readChunk();
                chunks.put(chunk);
            } while (chunk.end() == null);
        } catch (InterruptedException closed) {
            // The consumer has stopped: the rest is not needed.
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it throws is thrown again on the other thread
    private Chunk readChunk() {
        List<ImportLine> lines = new ArrayList<>(CHUNK);
        try {
            for (long bytes = 0; lines.size() < CHUNK && bytes < CHUNK_BYTES; ) {
                if (!source.hasNext()) {
                    return new Chunk(lines, new End(null));
                }
                ImportLine line = source.next();
                lines.add(line);
                bytes += line instanceof ImportLine.Good good ? good.bytes() : 0;
            }
            return new Chunk(lines, null);
        } catch (RuntimeException | Error failure) {
            return new Chunk(lines, new End(failure));
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
