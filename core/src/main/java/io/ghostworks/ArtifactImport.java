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

    private final Function<ArtifactContent, Artifact> maker;
    private final Consumer<List<Artifact>> writer;
    private final List<Artifact> batch = new ArrayList<>(BATCH);
    private final List<ImportLine.Bad> errors = new ArrayList<>();
    private long created;
    private long failed;

    ArtifactImport(Function<ArtifactContent, Artifact> maker, Consumer<List<Artifact>> writer) {
        this.maker = maker;
        this.writer = writer;
    }

    ImportReport run(Iterator<ImportLine> lines) {
        // The first, empty batch asks at the door, so that who may not come in is told before the file is read.
        flush();
        lines.forEachRemaining(this::take);
        if (!batch.isEmpty()) {
            flush();
        }
        return new ImportReport(created, failed, errors);
    }

    private void take(ImportLine line) {
        switch (line) {
            case ImportLine.Good good -> batch.add(maker.apply(good.content()));
            case ImportLine.Bad bad -> {
                failed++;
                if (errors.size() < ImportReport.MAX_ERRORS) {
                    errors.add(bad);
                }
            }
        }
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        writer.accept(List.copyOf(batch));
        created += batch.size();
        batch.clear();
    }
}
