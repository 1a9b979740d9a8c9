package io.ghostworks.authoring;

import io.ghostworks.authoring.StatementEffects.Effect;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.sql.SqlScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Executes generated statements within a transaction, each in the first of its forms that PostgreSQL takes. One that it
 * refuses waits until others have run, since what it needs may be made later. Used once.
 */
final class ScriptTrial {
    private final Connection connection;
    private final StatementForms forms;
    private final Set<String> absorbed = new HashSet<>();
    private final StringBuilder marked = new StringBuilder();
    private boolean unsettled;

    ScriptTrial(Connection connection, StatementForms forms) {
        this.connection = connection;
        this.forms = forms;
    }

    /**
     * The statements as they were executed, each below what it does.
     *
     * @throws DatabaseProblem when one is refused to the end
     */
    String run(List<String> statements) throws SQLException {
        StatementEffects effects = StatementEffects.from(connection);
        List<String> waiting = statements;
        while (!waiting.isEmpty()) {
            List<String> refused = new ArrayList<>();
            DatabaseProblem first = null;
            for (String sql : waiting) {
                DatabaseProblem problem = absorbed.contains(sql) ? null : attempt(effects, sql, waiting);
                if (problem != null) {
                    refused.add(sql);
                    first = first == null ? problem : first;
                }
            }
            if (first != null && refused.size() == waiting.size()) {
                throw first;
            }
            waiting = refused;
        }
        return marked.toString();
    }

    private @Nullable DatabaseProblem attempt(StatementEffects effects, String sql, List<String> among)
            throws SQLException {
        settle();
        DatabaseProblem first = null;
        for (StatementForms.Form form : forms.of(connection, sql, among)) {
            Savepoint before = connection.setSavepoint();
            try {
                Scratch.runOne(connection, "the generated script", new SqlScript.Statement(1, form.sql()));
                unsettled = form.sql().startsWith("ALTER DOMAIN");
                absorbed.addAll(form.absorbs());
                for (Effect effect : effects.since(connection, form.sql())) {
                    marked.append(effect.comment());
                }
                marked.append(form.sql()).append(";\n\n");
                return null;
            } catch (DatabaseProblem e) {
                connection.rollback(before);
                first = first == null ? e : first;
            }
        }
        return first == null || InheritedColumns.isDone(sql, first) ? null : first;
    }

    /** PostgreSQL starts no savepoint right after a domain has lost a constraint; after another change it does. */
    private void settle() throws SQLException {
        if (unsettled) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create temporary table ghostworks_settled ()");
                statement.execute("drop table pg_temp.ghostworks_settled");
            }
            unsettled = false;
        }
    }
}
