package io.ghostworks.benchmarks.bulk;

import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.benchmarks.setup.SampleData;
import io.ghostworks.value.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The same artifacts three times: as values, as lines of JSON, and as the text that COPY reads. */
final class BulkData {

    private final SampleData words = new SampleData(1_000);
    private final Random random = new Random(20_261_123);
    private final List<ArtifactContent> contents;

    BulkData(int rows) {
        contents = IntStream.range(0, rows).mapToObj(this::content).toList();
    }

    List<ArtifactContent> contents() {
        return contents;
    }

    byte[] lines() {
        StringBuilder lines = new StringBuilder();
        for (ArtifactContent content : contents) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("name", content.name());
            line.put("description", content.description().orElse(null));
            line.put("tags", content.tags());
            line.put("metadata", content.metadata().members());
            lines.append(new JsonObject(line).toJson()).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The columns id, name, description, tags, metadata. Nothing in them has to be escaped. */
    byte[] copy() {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < contents.size(); row++) {
            ArtifactContent content = contents.get(row);
            text.append(new UUID(((long) row << 16) | 0x7000, 0x8000_0000_0000_0000L | row))
                    .append('\t')
                    .append(content.name())
                    .append('\t')
                    .append(content.description().orElse(""))
                    .append("\t{")
                    .append(String.join(",", content.tags()))
                    .append("}\t")
                    .append(content.metadata().toJson())
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ArtifactContent content(int row) {
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < 2 + row % 2; i++) {
            tags.add("tag" + zipf(SampleData.TAGS));
        }
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("status", "s" + random.nextInt(4));
        metadata.put("customer", BigDecimal.valueOf(zipf(SampleData.CUSTOMERS)));
        metadata.put("nested", Map.of("score", BigDecimal.valueOf(random.nextInt(1_000))));
        return ArtifactContent.of(text(3) + " " + row, text(15), tags, new JsonObject(metadata));
    }

    private String text(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> words.word(zipf(SampleData.WORDS)))
                .collect(Collectors.joining(" "));
    }

    private int zipf(int most) {
        return (int) Math.exp(random.nextDouble() * Math.log(most));
    }
}
