package io.ghostworks.migrations.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@link Proof} saw. */
public final class ProofReport {
    /** The rules that this adds to those of {@link Doctor}: an error, and what could not be tried. */
    public static final List<String> RULES = List.of("proved-open", "not-proved");

    private static final int MOST = 5;

    private final Map<String, Set<String>> open = new TreeMap<>();
    private final Map<String, Set<String>> notes = new TreeMap<>();
    private final Set<String> tried = new TreeSet<>();
    private final Map<String, Set<String>> unproved = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private final DoctorOptions options;

    ProofReport(DoctorOptions options) {
        this.options = options;
    }

    void open(String object, String what) {
        open.computeIfAbsent(object, key -> new TreeSet<>()).add(what);
    }

    void note(String object, String what) {
        notes.computeIfAbsent(object, key -> new TreeSet<>()).add(what);
    }

    void tried(String object) {
        tried.add(object);
    }

    void close() {
        tried.removeAll(open.keySet());
        // With one of two sets of arguments is enough.
        notes.keySet().removeIf(object -> object.startsWith("function ") && tried.contains(object));
        open.forEach((object, what) -> findings.add(new Finding(
                "proved-open",
                Severity.ERROR,
                object,
                "The application crosses from one tenant to another",
                "In a copy with the rows of two tenants the role " + options.appRole()
                        + " reached what is the other's.",
                String.join("; ", what),
                "None: what the other rules say of it may help.",
                "")));
        notes.forEach((object, what) -> findings.add(new Finding(
                "not-proved",
                Severity.INFO,
                object,
                "It could not be tried",
                "Nothing is known of it but what the other rules read.",
                String.join("; ", what.stream().limit(MOST).toList()),
                "None: try it with rows of your own.",
                "")));
        findings.removeIf(finding -> options.accepted().stream().anyMatch(accepted -> accepted.covers(finding)));
    }

    void unproved(Map<String, Set<String>> conditions) {
        unproved.putAll(conditions);
    }

    /**
     * What is left of the findings of {@link Doctor}: of a policy that was seen to keep the tenants apart nothing more is to be
     * said, whatever it looks like.
     */
    public List<Finding> judge(List<Finding> found) {
        Set<String> closed = closed();
        return found.stream()
                .filter(finding -> switch (finding.rule()) {
                    case "policy-not-template" ->
                        !closed.contains("table "
                                + finding.object().substring(finding.object().lastIndexOf(" on ") + 4));
                    case "policy-unproved" ->
                        !closed.containsAll(unproved.getOrDefault(finding.object(), Set.of(finding.object())));
                    default -> true;
                })
                .toList();
    }

    /** {@code proved-open}, an error, and {@code not-proved}, by object, without those that are accepted. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** What answers the application the same, whatever rows the other tenant has: as {@code table shop.orders}. */
    public Set<String> closed() {
        Set<String> closed = new TreeSet<>(tried);
        closed.removeAll(notes.keySet());
        return Set.copyOf(closed);
    }
}
