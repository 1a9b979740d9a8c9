package io.ghostworks;

import java.util.List;

/**
 * What came of an import.
 *
 * @param failed how many lines were bad
 * @param errors the first {@value #MAX_ERRORS} of them, so that memory does not grow with a bad file
 */
public record ImportReport(long created, long failed, List<ImportLine.Bad> errors) {

    /** How many bad lines are named. */
    public static final int MAX_ERRORS = 1000;

    public ImportReport {
        errors = List.copyOf(errors);
    }
}
