package io.ghostworks.authoring;

import io.ghostworks.authoring.RenameHints.Rename;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.snapshot.SchemaDifference;
import io.ghostworks.migrations.snapshot.SchemaSnapshot;
import io.ghostworks.migrations.sql.SqlScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.schema.AbstractDatabase;

/** The script of one direction: made, completed, executed on a copy, compared, and marked. Used once. */
final class SchemaScripts {
    private final Scratch scratch;
    private final Side from;
    private final Side to;
    private final DatabaseUrl copy;
    private final List<Rename> renames;
    private @Nullable SequencePositions sequences;

    SchemaScripts(Scratch scratch, Side from, Side to, List<Rename> renames) {
        this.renames = List.copyOf(renames);
        this.scratch = scratch;
        this.from = from;
        this.to = to;
        this.copy = scratch.copyOf(from.url());
    }

    /** The database that the script was executed on. */
    DatabaseUrl result() {
        return copy;
    }

    /**
     * The script with its warnings.
     *
     * @throws DatabaseProblem when it fails or leads to another schema
     */
    String verified() {
        String schema = scratch.project().schema();
        SchemaKeeper keeper = new SchemaKeeper(schema);
        String reshaped = within(connection -> {
            sequences = SequencePositions.before(connection, schema);
            try (Connection wanted = to.url().dataSource().getConnection()) {
                return Reshaping.run(connection, wanted, schema, renames);
            }
        });
        AbstractDatabase model = reshaped.isEmpty() ? from.model() : keeper.read(copy);
        List<String> statements = new KeeperScript(scratch.role()).clean(keeper.script(model, to.model()));
        StringBuilder marked = new StringBuilder(KeeperScript.head(statements)).append(reshaped);
        marked.append(execute(statements));
        marked.append(execute(new Supplement(Scratch.quoted(schema), differences()).statements()));
        marked.append(positions());
        List<SchemaDifference> left = differences();
        if (!left.isEmpty()) {
            throw new DatabaseProblem("no script could be found that leads to the wanted schema; write it by hand for: "
                    + left.stream().map(SchemaDifference::toString).collect(Collectors.joining("; ")));
        }
        return unscratched(marked.toString());
    }

    private String execute(List<String> statements) {
        return within(connection -> new ScriptTrial(connection, new StatementForms(to.url()))
                .run(InheritedColumns.last(statements, to.url())));
    }

    private String positions() {
        return within(connection -> {
            StringBuilder text = new StringBuilder();
            for (String sql : sequences == null ? List.<String>of() : sequences.statements(connection)) {
                Scratch.runOne(connection, "the generated script", new SqlScript.Statement(1, sql));
                text.append("-- Goes on behind the values that are there.\n")
                        .append(sql)
                        .append(";\n\n");
            }
            return text.toString();
        });
    }

    /** In one transaction on the copy. */
    private String within(Work work) {
        try (Connection connection = copy.dataSource().getConnection()) {
            scratch.enter(connection);
            connection.setAutoCommit(false);
            String text = work.on(connection);
            connection.commit();
            return text;
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot try the generated script", e);
        } catch (DatabaseProblem e) {
            throw new DatabaseProblem(
                    e.kind(), e.getMessage() + "; write this change by hand (`db new`), perhaps in two migrations", e);
        }
    }

    private List<SchemaDifference> differences() {
        return to.snapshot()
                .differences(SchemaSnapshot.read(copy, scratch.project().schema()));
    }

    private String unscratched(String sql) {
        return Pattern.compile("\\b" + scratch.role() + "\\b").matcher(sql).replaceAll("CURRENT_USER");
    }

    /** What is done on the copy, and as what text. */
    @FunctionalInterface
    private interface Work {
        String on(Connection connection) throws SQLException;
    }

    /** One of two databases to compare. */
    record Side(DatabaseUrl url, SchemaSnapshot snapshot, AbstractDatabase model) {
        static Side of(DatabaseUrl url, Scratch scratch) {
            String schema = scratch.project().schema();
            return new Side(url, SchemaSnapshot.read(url, schema), new SchemaKeeper(schema).read(url));
        }

        /** The same schema elsewhere. */
        Side at(DatabaseUrl other) {
            return new Side(other, snapshot, model);
        }
    }
}
