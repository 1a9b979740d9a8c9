package io.ghostworks.benchmarks.setup;

import io.ghostworks.value.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures as a table for people and as JSON for machines. The first column of figures is the baseline, the last is ours. */
public final class Report {

    private final List<String> columns;
    private final List<Line> lines = new ArrayList<>();

    public Report(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    /** @param target what ours divided by the baseline should not be above; NaN for none */
    private record Line(String name, long hits, List<Double> figures, double target) {

        double ratio() {
            return figures.getLast() / figures.getFirst();
        }

        String verdict() {
            return Double.isNaN(target) ? "" : ratio() <= target ? "holds" : "MISSED";
        }
    }

    public void add(String name, long hits, double[] figures, double target) {
        lines.add(new Line(name, hits, Arrays.stream(figures).boxed().toList(), target));
    }

    public String table() {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%-28s %8s", "what", "hits"));
        columns.forEach(column -> table.append(String.format(Locale.ROOT, " %10s", column)));
        table.append(String.format(Locale.ROOT, " %7s %7s%n", "ratio", "target"));
        for (Line line : lines) {
            table.append(String.format(Locale.ROOT, "%-28s %8s", line.name, line.hits == 0 ? "" : line.hits));
            for (double figure : line.figures) {
                table.append(String.format(Locale.ROOT, " %10.3f", figure));
            }
            String target = Double.isNaN(line.target) ? "" : String.format(Locale.ROOT, "%.1f", line.target);
            table.append(String.format(Locale.ROOT, " %7.2f %7s %s%n", line.ratio(), target, line.verdict()));
        }
        return table.toString();
    }

    public void write(Path file, int rows) {
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        for (Line line : lines) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("name", line.name);
            result.put("hits", line.hits);
            for (int i = 0; i < columns.size(); i++) {
                result.put(columns.get(i), line.figures.get(i));
            }
            result.put("ratio", line.ratio());
            result.put("target", Double.isNaN(line.target) ? null : line.target);
            results.add(result);
        }
        try {
            Files.writeString(file, new JsonObject(Map.of("rows", rows, "results", results)).toJson() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
