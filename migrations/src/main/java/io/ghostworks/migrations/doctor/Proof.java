package io.ghostworks.migrations.doctor;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tries what the rules only read. In a copy of the schema that is thrown away it makes a row of one tenant in every table, acts
 * as the application in that tenant, adds the rows of a second tenant, and acts again: whatever the application then sees,
 * counts, changes or gets from a function must be the same. It must not make a row of the second tenant either, or see one
 * without a tenant.
 *
 * <p>All values of the first tenant's row are 1, {@code one}, {@code 11111111-…} or true, so keys refer to each other; the
 * second's are 2 and {@code two}, and it has further rows with false, NULL, and what the policies name. CHECK constraints are dropped in the copy. Functions of the database are called.
 */
public final class Proof {
    private static final int OURS = 1;
    private static final int THEIRS = 2;

    private final ProofSession session;
    private final ProofSchema schema;
    private final ProofReport report;
    private final ProofRows rows;

    private Proof(Connection connection, DoctorOptions options, String enter) throws SQLException {
        this.report = new ProofReport(options);
        this.schema = ProofSchema.read(connection, options);
        this.session = new ProofSession(connection, options.appRole(), enter.replace("{tenant}", tenant(schema)));
        this.rows = new ProofRows(schema.relations(), others(connection, options), session, report);
    }

    private Map<String, List<ProofRow>> others(Connection connection, DoctorOptions options) throws SQLException {
        Map<String, List<ProofRow>> others = new HashMap<>();
        for (ProofRelation relation : schema.relations()) {
            others.put(relation.name(), ProofSchema.others(connection, options, relation.name()));
        }
        return others;
    }

    private static String tenant(ProofSchema schema) {
        return "(" + schema.tenant() + ")::text";
    }

    /**
     * Leaves the copy without its CHECK constraints; everything else is rolled back.
     *
     * @param copy a superuser's address of a database that holds the schema to try and no rows
     * @param enter SQL that opens the context of a tenant, executed before the application's role is taken; {@code {n}} stands
     *     for its number, {@code {word}} for its texts (as a literal, with quotes), and {@code {tenant}} for an expression that answers its id as text;
     *     empty for the setting that the options name
     * @throws DatabaseProblem when the copy can't be reached, or the address is no superuser's
     */
    public static ProofReport run(DatabaseUrl copy, DoctorOptions options, Optional<String> enter) {
        try (Connection connection = copy.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(Catalogue.read("proof/prepare.sql"));
            connection.setAutoCommit(false);
            // Names come out with their schema.
            statement.execute("set search_path = pg_catalog");
            Proof proof = new Proof(connection, options, enter.orElse(contextOf(statement, options)));
            Map<String, Set<String>> unproved = ProofSchema.unproved(connection, options);
            statement.execute("reset search_path");
            proof.run(unproved);
            connection.rollback();
            return proof.report;
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot try the copy " + copy.database(), e);
        }
    }

    /** The setting; and in a database of Ghostworks what its seal opens, which a superuser may set. */
    private static String contextOf(Statement statement, DoctorOptions options) throws SQLException {
        String plain = "select set_config(" + statement.enquoteLiteral(options.setting()) + ", {tenant}, true)";
        try (ResultSet row =
                statement.executeQuery("select to_regprocedure('ghostworks.enter(text, uuid)') is not null")) {
            row.next();
            return row.getBoolean(1)
                    ? plain
                            + ", set_config('backtrace_functions', 't' || repeat('{hex}', 32) || ',u' || repeat('{hex}', 32), true)"
                    : plain;
        }
    }

    private void run(Map<String, Set<String>> unproved) throws SQLException {
        report.unproved(unproved);
        rows.fill(OURS);
        String watch = watch();
        List<Probe> probes = probes(watch);
        List<ProofOutcome> alone = outcomes(probes);
        List<ProofOutcome> again = outcomes(probes);
        for (ProofRelation relation : schema.relations()) {
            plant(relation);
        }
        rows.fill(THEIRS);
        List<ProofOutcome> together = outcomes(probes);
        for (int i = 0; i < probes.size(); i++) {
            judge(probes.get(i), alone.get(i), again.get(i), together.get(i));
        }
        report.close();
    }

    private List<ProofOutcome> outcomes(List<Probe> probes) throws SQLException {
        List<ProofOutcome> outcomes = new ArrayList<>();
        for (Probe probe : probes) {
            outcomes.add(session.act(probe.tenant(), probe.act()));
        }
        return outcomes;
    }

    private List<Probe> probes(String watch) {
        List<Probe> probes = new ArrayList<>();
        for (ProofRelation relation : schema.relations()) {
            String object = relation.object();
            relation.sees().map(ProofSession.Act::of).ifPresent(act -> {
                probes.add(new Probe(object, "sees", OURS, act));
                probes.add(new Probe(object, "without a tenant sees", 0, act));
            });
            relation.changes()
                    .map(ProofSession.Act::withoutTriggers)
                    .ifPresent(act -> probes.add(new Probe(object, "changes", OURS, act)));
            probes.add(new Probe(object, "deletes", OURS, ProofSession.Act.withoutTriggers(relation.deletes())));
        }
        schema.calls().forEach((function, call) -> {
            for (int number : List.of(OURS, THEIRS)) {
                ProofSession.Act act = new ProofSession.Act(ProofRow.of(number).fill(call), true, watch);
                probes.add(new Probe(
                        "function " + function, "with the arguments of row " + number + " answers", OURS, act));
            }
        });
        return probes;
    }

    /** All rows of the second tenant. */
    private String watch() {
        List<String> counts = schema.relations().stream()
                .filter(ProofRelation::filled)
                .flatMap(relation -> relation
                        .rowsOf(THEIRS)
                        .map(sql -> sql.replace("count(*)", "md5(coalesce(string_agg(x::text, ''), ''))")
                                .replace(" from " + relation.name(), " from " + relation.name() + " x"))
                        .stream())
                .toList();
        return counts.isEmpty() ? "" : "select concat((" + String.join("), (", counts) + "))";
    }

    /** Whether the application makes rows of the second tenant, or gives its own to it. */
    private void plant(ProofRelation relation) throws SQLException {
        String watch = relation.rowsOf(THEIRS).orElse("");
        if (watch.isEmpty() || rows.lacks(relation.object())) {
            return;
        }
        plant(relation, "makes a row of the other tenant", relation.inserts(ProofRow.of(THEIRS)), watch);
        plant(relation, "gives its row to the other tenant", relation.moves(THEIRS), watch);
    }

    private void plant(ProofRelation relation, String what, Optional<String> sql, String watch) throws SQLException {
        if (sql.isEmpty()) {
            return;
        }
        ProofOutcome outcome = session.act(OURS, new ProofSession.Act(sql.get(), true, watch));
        if (outcome.isRefusedByConstraint()) {
            report.open(relation.object(), what + ", which a constraint alone refuses (" + outcome.refused() + ")");
        } else if (!outcome.isRefused() && outcome.touched()) {
            report.open(relation.object(), what);
        }
    }

    private void judge(Probe probe, ProofOutcome alone, ProofOutcome again, ProofOutcome together) {
        if (alone.isDenied() && together.isDenied()) {
            if (probe.what().equals("sees")) {
                report.note(probe.object(), "the application may read it, and is refused: " + alone.message());
            }
            return;
        }
        if (!alone.isLike(again)) {
            report.note(probe.object(), probe.what() + " something else each time");
        } else if (!alone.isLike(together)) {
            String difference = alone.inWords().equals(together.inWords())
                    ? "something else with the other tenant's rows than without"
                    : alone.inWords() + " without the other tenant's rows, " + together.inWords() + " with them";
            report.open(probe.object(), probe.what() + " " + difference);
        } else {
            settle(probe, alone);
        }
    }

    private void settle(Probe probe, ProofOutcome outcome) {
        boolean counts = !outcome.isRefused() && outcome.rows() > 0;
        boolean table = probe.object().startsWith("table ");
        if (probe.what().equals("sees") && table && !counts && !rows.lacks(probe.object())) {
            report.note(probe.object(), "shows the application not even the row of its own tenant");
        } else if (probe.what().equals("sees") || probe.object().startsWith("function ")) {
            if (outcome.isRefused()) {
                report.note(probe.object(), probe.what() + " an error: " + outcome.message());
            } else {
                report.tried(probe.object());
            }
        }
    }

    /** One thing that the application tries. */
    private record Probe(String object, String what, int tenant, ProofSession.Act act) {}
}
