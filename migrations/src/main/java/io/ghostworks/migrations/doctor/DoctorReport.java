package io.ghostworks.migrations.doctor;

import java.util.List;
import java.util.Locale;

/**
 * Findings as text for people: an aligned table, and under each row why it matters and the SQL that puts it right, to be
 * copied as it is. Without colours.
 */
public record DoctorReport(List<Finding> findings) {
    public DoctorReport {
        findings = List.copyOf(findings);
    }

    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** Lines with an end each; the last one sums up. */
    public String text() {
        int widest = findings.stream()
                .mapToInt(finding -> finding.object().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            append(text, finding, Math.min(widest, 60));
        }
        return text.append(summary()).append('\n').toString();
    }

    private static void append(StringBuilder text, Finding finding, int objectWidth) {
        String row = "%-7s  %-" + Math.max(objectWidth, 1) + "s  %s\n";
        text.append(String.format(Locale.ROOT, row, finding.severity(), finding.object(), finding.rule()));
        text.append((finding.title() + ". " + finding.why()).indent(9));
        if (!finding.detail().isEmpty()) {
            text.append(("Found: " + finding.detail().replaceAll("\\s*\\R\\s*", " ")).indent(9));
        }
        if (!finding.remedy().isEmpty()) {
            text.append(("Fix: " + finding.remedy()).indent(9));
        }
        text.append(finding.fix().indent(13)).append('\n');
    }

    private String summary() {
        if (findings.isEmpty()) {
            return "No findings.";
        }
        String counted = counted(Severity.ERROR, "error") + ", " + counted(Severity.WARNING, "warning");
        return count(Severity.INFO) == 0 ? counted : counted + ", " + count(Severity.INFO) + " to know";
    }

    private String counted(Severity severity, String word) {
        long number = count(severity);
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
