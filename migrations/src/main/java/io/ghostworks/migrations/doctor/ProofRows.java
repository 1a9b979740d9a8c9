package io.ghostworks.migrations.doctor;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the rows of one tenant after the other into the copy, and knows into which tables none went. */
final class ProofRows {
    private final List<ProofRelation> relations;
    private final Map<String, List<ProofRow>> others;
    private final ProofSession session;
    private final ProofReport report;
    private final Set<String> empty = new HashSet<>();

    /** @param others further rows of the second tenant, by table */
    ProofRows(
            List<ProofRelation> relations,
            Map<String, List<ProofRow>> others,
            ProofSession session,
            ProofReport report) {
        this.relations = List.copyOf(relations);
        this.others = Map.copyOf(others);
        this.session = session;
        this.report = report;
    }

    /** Every table gets a row of the first tenant, those whose rows are somebody's get some of the second. */
    void fill(int tenant) throws SQLException {
        for (ProofRelation relation : relations) {
            if (relation.filled() && (tenant == 1 || relation.tied())) {
                fill(relation, tenant);
            }
        }
        for (ProofRelation relation : relations) {
            if (relation.kind().equals("materialized view")) {
                session.put("refresh materialized view " + relation.name())
                        .ifPresent(why -> report.note(relation.object(), "it could not be filled: " + why));
            }
        }
    }

    private void fill(ProofRelation relation, int tenant) throws SQLException {
        Optional<String> refused = session.put(relation.row(ProofRow.of(tenant)).orElse("select"));
        if (refused.isPresent()) {
            empty.add(relation.object());
            report.note(relation.object(), "no row could be made: " + refused.get());
        }
        if (tenant != 1) {
            for (ProofRow row : others.getOrDefault(relation.name(), List.of())) {
                // One that a key or a NOT NULL refuses is not missed.
                Optional<String> ignored = session.put(relation.row(row).orElse("select"));
            }
        }
    }

    boolean lacks(String object) {
        return empty.contains(object);
    }
}
