package io.ghostworks.testing.memory;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactStats;
import io.ghostworks.artifact.ArtifactStats.TagCount;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts artifacts and their tags. */
final class Statistics {

    private static final Comparator<TagCount> MOST_USED =
            Comparator.comparingLong(TagCount::count).reversed().thenComparing(TagCount::tag, Order.TEXTS);

    private Statistics() {}

    static ArtifactStats of(Collection<Artifact> artifacts) {
        List<Artifact> active = artifacts.stream().filter(Artifact::isActive).toList();
        Map<String, Long> tags = active.stream()
                .flatMap(artifact -> artifact.content().tags().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<TagCount> mostUsed = tags.entrySet().stream()
                .map(entry -> new TagCount(entry.getKey(), entry.getValue()))
                .sorted(MOST_USED)
                .limit(10)
                .toList();
        return new ArtifactStats(artifacts.size(), active.size(), tags.size(), mostUsed);
    }
}
