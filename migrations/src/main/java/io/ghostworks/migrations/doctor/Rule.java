package io.ghostworks.migrations.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One rule, as its file {@code rules/ID.sql} says it: a head of {@code -- key: value} lines and a query that answers
 * {@code object, detail, fix} for each finding, in the words of {@code words.sql}. A rule {@code seal-…} is for databases
 * whose tenant context is sealed.
 *
 * @param id the name of the file
 * @param fix what the fix does and what it changes, for people
 * @param since the oldest server that the query runs on, as {@code server_version_num} counts; 0 for any
 */
record Rule(String id, Severity severity, String title, String why, String fix, int since, String query) {
    private static final List<String> KEYS = List.of("severity", "title", "why", "fix");
    private static final String SINCE = "-- since: ";

    /** With a seal there is nothing else between a session of the application and what these let it do. */
    private static final Set<String> ERRORS_WHEN_SEALED = Set.of("built-in-open", "temporary-on-database");

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
        String query = lines[KEYS.size()];
        int since =
                query.startsWith(SINCE) ? Integer.parseInt(query.substring(SINCE.length(), query.indexOf('\n'))) : 0;
        return new Rule(
                id,
                Severity.valueOf(value(head, "severity").toUpperCase(Locale.ROOT)),
                value(head, "title"),
                value(head, "why"),
                value(head, "fix"),
                since,
                query);
    }

    private static String value(Map<String, String> head, String key) {
        return head.getOrDefault(key, "");
    }

    @Override
    public String toString() {
        return id;
    }

    boolean appliesTo(DoctorOptions options, int serverVersion) {
        return serverVersion >= since && (options.seal().isPresent() || !id.startsWith("seal-"));
    }

    Finding finding(DoctorOptions options, String object, String detail, String statements) {
        boolean worse = options.seal().isPresent() && ERRORS_WHEN_SEALED.contains(id);
        return new Finding(
                id,
                worse ? Severity.ERROR : severity,
                object,
                title,
                why,
                detail,
                fix,
                statements.isEmpty() ? "" : statements + ";");
    }
}
