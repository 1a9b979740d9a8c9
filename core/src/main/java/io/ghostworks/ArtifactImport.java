package io.ghostworks;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** One import under way. Holds one batch of lines at a time. */
final class ArtifactImport {

    private static final int BATCH = 500;
    /** Few long lines are a batch too: a number takes twenty times the memory that its digits take in a file. */
    private static final long BATCH_BYTES = 1024 * 1024;

    private final Function<ArtifactContent, Artifact> maker;
    private final Consumer<List<Artifact>> writer;
    private final List<Artifact> batch = new ArrayList<>(BATCH);
    private final List<ImportLine.Bad> errors = new ArrayList<>();
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
        }
        if (!batch.isEmpty()) {
            flush();
        }
        return report();
    }

    /** Stores every line up to the first bad one, and does not get there if all are good. */
    void runToTheFirstBad(Iterator<ImportLine> lines) {
        ask();
        while (failed == 0 && lines.hasNext()) {
            take(lines.next());
        }
        if (failed == 0) {
            flush();
        }
    }

    /** Counts the bad lines that are left, and forgets what was stored. */
    ImportReport withdraw(Iterator<ImportLine> lines) {
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
        return new ImportReport(created, failed, errors);
    }

    boolean hasFailed() {
        return failed > 0;
    }

    /** An empty batch asks at the door, so that who may not come in is told before the file is read. */
    private void ask() {
        flush();
    }

    private void take(ImportLine line) {
        switch (line) {
            case ImportLine.Good good -> {
                batch.add(maker.apply(good.content()));
                batchBytes += good.bytes();
            }
            case ImportLine.Bad bad -> note(bad);
        }
        if (batch.size() == BATCH || batchBytes >= BATCH_BYTES) {
            flush();
        }
    }

    private void note(ImportLine.Bad bad) {
        failed++;
        if (errors.size() < ImportReport.MAX_ERRORS) {
            errors.add(bad);
        }
    }

    private void flush() {
        writer.accept(List.copyOf(batch));
        created += batch.size();
        batch.clear();
        batchBytes = 0;
    }
}
