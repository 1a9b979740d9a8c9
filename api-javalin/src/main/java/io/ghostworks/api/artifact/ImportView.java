package io.ghostworks.api.artifact;

import io.ghostworks.ImportReport;
import java.util.List;

/** What came of an import, as JSON. */
record ImportView(long created, long failed, List<Line> errors) {

    static ImportView of(ImportReport report) {
        return new ImportView(
                report.created(),
                report.failed(),
                report.errors().stream()
                        .map(bad -> new Line(bad.number(), bad.code(), bad.message()))
                        .toList());
    }

    /** A line that could not be stored. */
    record Line(long line, String code, String message) {}
}
