package io.ghostworks.artifact;

import java.util.List;

/**
 * Figures of a tenant's artifacts.
 *
 * @param total all of them, deleted ones included
 * @param active those that are not deleted
 * @param distinctTags different tags among the active ones
 * @param mostUsedTags up to ten, the most used first, then by name, code point by code point
 */
public record ArtifactStats(long total, long active, long distinctTags, List<TagCount> mostUsedTags) {

    public ArtifactStats {
        mostUsedTags = List.copyOf(mostUsedTags);
    }

    /** A tag and how many active artifacts have it. */
    public record TagCount(String tag, long count) {}
}
