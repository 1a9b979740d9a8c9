package io.ghostworks.migrations;

import java.util.List;
import java.util.Optional;

/**
 * What an upgrade or downgrade did, or would do.
 *
 * @param dryRun true when nothing was changed
 * @param from the version before, empty for none
 * @param to the version after it, empty for none
 * @param scripts the files in the order in which they were executed
 */
public record MigrationRun(boolean dryRun, Optional<String> from, Optional<String> to, List<String> scripts) {
    public MigrationRun {
        scripts = List.copyOf(scripts);
    }
}
