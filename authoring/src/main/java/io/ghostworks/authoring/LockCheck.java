package io.ghostworks.authoring;

import io.ghostworks.authoring.MigrationFolder.MigrationFile;
import io.ghostworks.authoring.StatementEffects.Effect;
import io.ghostworks.authoring.StatementEffects.Rule;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.sql.SqlScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Executes migrations statement by statement, one after the other, and watches what each does to tables that are old. */
final class LockCheck {
    private static final Pattern NO_TRANSACTION =
            Pattern.compile("(?is).*\\bconcurrently\\b.*|vacuum\\b.*|reindex\\b.*");
    private static final Pattern WHOLE_TABLE =
            Pattern.compile("(?is)(vacuum\\s*(\\(.*\\bfull\\b|full)|cluster\\b|lock\\b).*");

    private final Scratch scratch;
    private final DatabaseUrl url;

    LockCheck(Scratch scratch) {
        this.scratch = scratch;
        this.url = scratch.empty();
    }

    /** What a migration does, which also stays done; nothing when it fails, which others report. */
    List<Finding> findings(MigrationFile up) {
        List<SqlScript.Statement> statements = SqlScript.statements(up.text());
        boolean transaction = statements.stream()
                .noneMatch(one -> NO_TRANSACTION.matcher(one.sql()).matches());
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = url.dataSource().getConnection()) {
            scratch.enter(connection);
            connection.setAutoCommit(!transaction);
            StatementEffects effects = StatementEffects.from(connection);
            for (SqlScript.Statement one : statements) {
                Scratch.runOne(connection, up.name(), one);
                findings.addAll(findings(up, one, effects.since(connection, one.sql())));
            }
            if (transaction) {
                connection.commit();
            } else if (statements.size() > 1) {
                findings.add(new Finding(
                        "no-transaction",
                        up.name(),
                        1,
                        "runs outside of a transaction and has several statements, so it may fail half-way: give each a"
                                + " migration of its own"));
            }
            return findings;
        } catch (SQLException | DatabaseProblem e) {
            return findings;
        }
    }

    private static List<Finding> findings(MigrationFile up, SqlScript.Statement one, List<Effect> effects) {
        List<Finding> findings = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect.rule() != Rule.DESTRUCTIVE && !accepted(up, one, effect.rule())) {
                findings.add(new Finding(
                        effect.rule().code(),
                        up.name(),
                        one.line(),
                        effect.what() + ". " + effect.rule().why()));
            }
        }
        if (WHOLE_TABLE.matcher(one.sql()).matches() && findings.isEmpty() && !accepted(up, one, Rule.REWRITE)) {
            findings.add(new Finding(
                    Rule.REWRITE.code(),
                    up.name(),
                    one.line(),
                    "takes a whole table for itself. " + Rule.REWRITE.why()));
        }
        return findings;
    }

    /** A comment right above the statement says so, with a reason. */
    private static boolean accepted(MigrationFile up, SqlScript.Statement one, Rule rule) {
        List<String> lines = up.text().lines().toList();
        Pattern accept = Pattern.compile("--\\s*ghostworks:accept\\s+" + rule.code() + "\\s*:\\s*\\S.*");
        for (int i = one.line() - 2; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (accept.matcher(line).matches()) {
                return true;
            }
            if (!line.startsWith("--") && !line.isEmpty()) {
                return false;
            }
        }
        return false;
    }
}
