package io.ghostworks.cli.database;

import io.ghostworks.migrations.doctor.Finding;
import io.ghostworks.migrations.doctor.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The doctor's findings in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS), for what shows those of
 * many tools. A finding is about an object of a database, so its location is logical: there is no file.
 */
final class Sarif {
    private Sarif() {}

    /** A value to be written as JSON. */
    static Map<String, Object> of(List<Finding> findings) {
        Map<String, Object> rules = new LinkedHashMap<>();
        List<Object> results = new ArrayList<>();
        for (Finding finding : findings) {
            rules.putIfAbsent(finding.rule(), rule(finding));
            results.add(result(finding));
        }
        Map<String, Object> driver = Map.of("name", "ghostworks db doctor", "rules", List.copyOf(rules.values()));
        return Map.of(
                "$schema",
                "https://json.schemastore.org/sarif-2.1.0.json",
                "version",
                "2.1.0",
                "runs",
                List.of(Map.of("tool", Map.of("driver", driver), "results", results)));
    }

    private static Map<String, Object> rule(Finding finding) {
        return Map.of(
                "id", finding.rule(),
                "shortDescription", text(finding.title()),
                "fullDescription", text(finding.why()),
                "help", text(finding.remedy().isEmpty() ? finding.why() : finding.remedy()));
    }

    private static Map<String, Object> result(Finding finding) {
        String found = finding.detail().isEmpty() ? "" : ": " + finding.detail();
        String fix = finding.fix().isEmpty() ? "" : "\n" + finding.fix();
        return Map.of(
                "ruleId", finding.rule(),
                "level", level(finding.severity()),
                "message", text(finding.object() + ": " + finding.title() + found + fix),
                "locations",
                        List.of(Map.of("logicalLocations", List.of(Map.of("fullyQualifiedName", finding.object())))),
                "partialFingerprints", Map.of("ruleAndObject/v1", finding.rule() + "=" + finding.object()));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    private static Map<String, Object> text(String text) {
        return Map.of("text", text);
    }
}
