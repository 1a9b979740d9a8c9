package io.ghostworks.migrations.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * One way in which a schema is not what it should be.
 *
 * @param part what differs
 * @param expected its definition where it should be, or null where it should not exist
 * @param found its definition where it is, or null where it does not exist
 */
public record SchemaDifference(
        SchemaSnapshot.Part part,
        @Nullable String expected,
        @Nullable String found) {
    /** In one line for a person. */
    @Override
    public String toString() {
        if (found == null) {
            return part + " is missing" + (part.aspect().isEmpty() ? "" : ": expected " + oneLine(expected));
        }
        if (expected == null) {
            return part + " should not be there" + (part.aspect().isEmpty() ? "" : ": found " + oneLine(found));
        }
        return part + " differs: expected " + oneLine(expected) + ", found " + oneLine(found);
    }

    private static String oneLine(@Nullable String definition) {
        return "«" + String.valueOf(definition).replaceAll("\\s+", " ") + "»";
    }
}
