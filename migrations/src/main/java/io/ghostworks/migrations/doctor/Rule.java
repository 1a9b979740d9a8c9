package io.ghostworks.migrations.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One rule, as its file {@code rules/ID.sql} says it: a head of {@code -- key: value} lines and a query that answers
 * {@code object, detail, fix} for each finding, in the words of {@code words.sql}.
 *
 * @param id the name of the file
 * @param fix what the fix does, for people
 */
record Rule(String id, Severity severity, String title, String why, String fix, String query) {
    private static final List<String> KEYS = List.of("severity", "title", "why", "fix");

    static Rule parse(String id, String file) {
        Map<String, String> head = new HashMap<>();
        String[] lines = file.split("\n", KEYS.size() + 1);
        for (int i = 0; i < KEYS.size(); i++) {
            String start = "-- " + KEYS.get(i) + ": ";
            if (!lines[i].startsWith(start)) {
                throw new IllegalStateException(
                        "line " + (i + 1) + " of the rule " + id + " does not say " + KEYS.get(i));
            }
            head.put(KEYS.get(i), lines[i].substring(start.length()));
        }
        return new Rule(
                id,
                Severity.valueOf(value(head, "severity").toUpperCase(Locale.ROOT)),
                value(head, "title"),
                value(head, "why"),
                value(head, "fix"),
                lines[KEYS.size()]);
    }

    private static String value(Map<String, String> head, String key) {
        return head.getOrDefault(key, "");
    }

    @Override
    public String toString() {
        return id;
    }

    Finding finding(String object, String detail, String statements) {
        return new Finding(id, severity, object, title, why, detail, statements.isEmpty() ? "" : statements + ";");
    }
}
