package io.ghostworks.authoring;

import org.jspecify.annotations.Nullable;

/**
 * Something that {@link MigrationCheck} found.
 *
 * @param rule a stable short name
 * @param file the file's name, or null where no one file is to blame
 * @param line from 1, or 0 where the whole file is meant
 * @param message what is wrong and what to do, in one line
 */
public record Finding(String rule, @Nullable String file, int line, String message) {
    @Override
    public String toString() {
        String where = file == null ? "" : line > 0 ? file + ":" + line + ": " : file + ": ";
        return where + message + " [" + rule + "]";
    }
}
