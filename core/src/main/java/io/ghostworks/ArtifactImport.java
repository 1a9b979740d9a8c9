package io.ghostworks;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.GhostworksException;
import io.ghostworks.error.Invalid;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One import under way. Holds one batch of lines at a time. A batch that the store refuses is halved until only the lines
 * to blame are left out: a clean file pays nothing for it, and a bad line costs about ten transactions.
 */
final class ArtifactImport {

    private static final int BATCH = 500;
    /** A few long lines fill a batch too: in memory a number takes twenty times what its digits take in a file. */
    private static final long BATCH_BYTES = 1024 * 1024;

    private final Function<ArtifactContent, Artifact> maker;
    /** Stores a batch whole or, with an exception, not at all. */
    private final Consumer<List<Artifact>> writer;

    private final List<Line> batch = new ArrayList<>(BATCH);
    /** The first bad lines by number: one that the store refuses is known only after later ones. */
    private final TreeMap<Long, ImportLine.Bad> errors = new TreeMap<>();
    /** What the store said of a batch of an import that is all or nothing. */
    private @Nullable GhostworksException refusal;

    private long batchBytes;
    private long created;
    private long failed;

    ArtifactImport(Function<ArtifactContent, Artifact> maker, Consumer<List<Artifact>> writer) {
        this.maker = maker;
        this.writer = writer;
    }

    /** Stores every good line. */
    ImportReport run(Iterator<ImportLine> lines) {
        ask();
        while (lines.hasNext()) {
            take(lines.next());
            if (isFull()) {
                flush();
            }
        }
        if (!batch.isEmpty()) {
            flush();
        }
        return report();
    }

    /** Stores every line up to the first bad one, and does not get there if all are good. */
    void runToTheFirstBad(Iterator<ImportLine> lines) {
        ask();
        while (!hasFailed() && lines.hasNext()) {
            take(lines.next());
            if (isFull()) {
                flushWhole();
            }
        }
        if (!hasFailed()) {
            flushWhole();
        }
    }

    /**
     * Counts the bad lines of the batch that was refused and of what is left, and forgets what was stored.
     *
     * @param trial stores a batch and takes it back, with an exception if it cannot be stored
     */
    ImportReport withdraw(Iterator<ImportLine> lines, Consumer<List<Artifact>> trial) {
        if (refusal != null) {
            leaveOutTheRefused(List.copyOf(batch), trial);
            if (failed == 0) {
                // No line alone is to blame.
                throw refusal;
            }
        }
        batch.clear();
        created = 0;
        lines.forEachRemaining(line -> {
            if (line instanceof ImportLine.Bad bad) {
                note(bad);
            }
        });
        return report();
    }

    ImportReport report() {
        return new ImportReport(created, failed, List.copyOf(errors.values()));
    }

    boolean hasFailed() {
        return failed > 0 || refusal != null;
    }

    /** An empty batch asks at the gate, so that anyone who may not come in is told before the file is read. */
    private void ask() {
        writer.accept(List.of());
    }

    private void take(ImportLine line) {
        switch (line) {
            case ImportLine.Good good -> {
                try {
                    batch.add(new Line(good.number(), maker.apply(good.content())));
                    batchBytes += good.bytes();
                } catch (Invalid refused) {
                    note(good.number(), refused);
                }
            }
            case ImportLine.Bad bad -> note(bad);
        }
    }

    private boolean isFull() {
        return batch.size() == BATCH || batchBytes >= BATCH_BYTES;
    }

    private void note(long number, GhostworksException refused) {
        note(new ImportLine.Bad(number, refused.code(), String.valueOf(refused.getMessage())));
    }

    private void note(ImportLine.Bad bad) {
        failed++;
        errors.put(bad.number(), bad);
        if (errors.size() > ImportReport.MAX_ERRORS) {
            errors.pollLastEntry();
        }
    }

    private void flush() {
        leaveOutTheRefused(List.copyOf(batch), writer);
        batch.clear();
        batchBytes = 0;
    }

    /** The first refusal ends the transaction; the batch is kept, to be tried line by line. */
    private void flushWhole() {
        try {
            writer.accept(artifacts(batch));
            created += batch.size();
            batch.clear();
            batchBytes = 0;
        } catch (Invalid | Conflict refused) {
            refusal = refused;
        }
    }

    private void leaveOutTheRefused(List<Line> lines, Consumer<List<Artifact>> store) {
        try {
            store.accept(artifacts(lines));
            created += lines.size();
        } catch (Invalid | Conflict refused) {
            if (lines.size() == 1) {
                note(lines.getFirst().number(), refused);
            } else {
                int half = lines.size() / 2;
                leaveOutTheRefused(lines.subList(0, half), store);
                leaveOutTheRefused(lines.subList(half, lines.size()), store);
            }
        }
    }

    private static List<Artifact> artifacts(List<Line> lines) {
        return lines.stream().map(Line::artifact).toList();
    }

    /** An artifact, and the number of the line that it comes from. */
    private record Line(long number, Artifact artifact) {}
}
