package io.ghostworks.benchmarks.setup;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.value.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters that are measured: each alone, rare (about 0.02 %) and medium (about 1 %), and some together. */
public final class Filters {

    private Filters() {}

    public static Map<String, ArtifactFilter> of(SampleData data) {
        Map<String, ArtifactFilter> all = new LinkedHashMap<>();
        all.put("q, rare", texts(data.word(12_000), null, null));
        all.put("q, medium", texts(data.word(180), null, null));
        all.put("q of two words", texts(data.word(180) + " " + data.word(60), null, null));
        all.put("name, rare", texts(null, data.word(1_800), null));
        all.put("name, medium", texts(null, data.word(30), null));
        all.put("similar, rare", texts(null, null, misspelt(data.word(1_800) + data.word(9_000))));
        all.put("similar, medium", texts(null, null, misspelt(data.word(30))));
        all.put("tag, rare", tags(List.of("tag1900"), List.of()));
        all.put("tag, medium", tags(List.of("tag33"), List.of()));
        all.put("any_tag, rare", tags(List.of(), List.of("tag1900", "tag1950")));
        all.put("any_tag, medium", tags(List.of(), List.of("tag60", "tag70")));
        all.put("metadata, rare", metadata(600));
        all.put("metadata, medium", metadata(10));
        all.put("created_by, rare", author(data.author(199)));
        all.put("created_by, medium", author(data.author(20)));
        all.put("q and tag", both(texts(data.word(60), null, null), tags(List.of("tag10"), List.of())));
        all.put("name and metadata", both(texts(null, data.word(30), null), metadata(2)));
        return all;
    }

    public static ArtifactFilter texts(@Nullable String query, @Nullable String name, @Nullable String similar) {
        return new ArtifactFilter(
                Optional.ofNullable(query),
                Optional.ofNullable(name),
                Optional.ofNullable(similar),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ArtifactFilter tags(List<String> all, List<String> any) {
        return with(ArtifactFilter.ALL, all, any, Optional.empty(), Optional.empty());
    }

    private static ArtifactFilter metadata(int customer) {
        JsonObject part = new JsonObject(Map.of("customer", customer));
        return with(ArtifactFilter.ALL, List.of(), List.of(), Optional.of(part), Optional.empty());
    }

    private static ArtifactFilter author(UUID author) {
        return with(ArtifactFilter.ALL, List.of(), List.of(), Optional.empty(), Optional.of(new UserId(author)));
    }

    private static ArtifactFilter both(ArtifactFilter texts, ArtifactFilter other) {
        return with(texts, other.allTags(), other.anyTags(), other.metadata(), other.createdBy());
    }

    private static ArtifactFilter with(
            ArtifactFilter texts,
            List<String> all,
            List<String> any,
            Optional<JsonObject> metadata,
            Optional<UserId> author) {
        return new ArtifactFilter(
                texts.query(),
                texts.namePart(),
                texts.similarName(),
                all,
                any,
                metadata,
                author,
                Optional.empty(),
                Optional.empty());
    }

    private static String misspelt(String word) {
        return word.charAt(0) + word.substring(2);
    }
}
