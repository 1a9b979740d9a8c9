package io.ghostworks.authoring;

import io.ghostworks.authoring.StatementEffects.Effect;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.snapshot.SchemaDifference;
import io.ghostworks.migrations.snapshot.SchemaSnapshot;
import io.ghostworks.migrations.sql.SqlScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pgcodekeeper.core.schema.AbstractDatabase;

/** The script of one direction: made, completed, executed on a copy, compared, and marked. Used once. */
final class SchemaScripts {
    private static final String NO_CAST = "42846";
    private static final Pattern CONVERSION = Pattern.compile("USING (\\S+?)::(?!text::)");

    private final Scratch scratch;
    private final Side from;
    private final Side to;
    private final DatabaseUrl copy;

    SchemaScripts(Scratch scratch, Side from, Side to) {
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
        SchemaKeeper keeper = new SchemaKeeper(scratch.project().schema());
        String script = keeper.script(from.model(), to.model());
        List<String> statements = new KeeperScript(scratch.role()).clean(script);
        StringBuilder marked = new StringBuilder(KeeperScript.head(statements));
        marked.append(execute(statements));
        List<String> rest = new Supplement(Scratch.quoted(scratch.project().schema()), differences()).statements();
        marked.append(execute(rest));
        List<SchemaDifference> left = differences();
        if (!left.isEmpty()) {
            throw new DatabaseProblem("no script could be found that leads to the wanted schema; write it by hand for: "
                    + left.stream().map(SchemaDifference::toString).collect(Collectors.joining("; ")));
        }
        return marked.toString();
    }

    private List<SchemaDifference> differences() {
        return to.snapshot()
                .differences(SchemaSnapshot.read(copy, scratch.project().schema()));
    }

    private String execute(List<String> statements) {
        StringBuilder marked = new StringBuilder();
        try (Connection connection = copy.dataSource().getConnection()) {
            scratch.enter(connection);
            connection.setAutoCommit(false);
            StatementEffects effects = StatementEffects.from(connection);
            for (String sql : statements) {
                String accepted = accepted(connection, sql);
                for (Effect effect : effects.since(connection, accepted)) {
                    marked.append(effect.comment());
                }
                marked.append(unscratched(accepted)).append(";\n\n");
            }
            connection.commit();
            return marked.toString();
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot try the generated script", e);
        } catch (DatabaseProblem e) {
            throw new DatabaseProblem(
                    e.kind(), e.getMessage() + "; write this change by hand (`db new`), perhaps in two migrations", e);
        }
    }

    /** The statement, or, for a change between types that have no cast, one that goes through their text. */
    private static String accepted(Connection connection, String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            Scratch.runOne(connection, "the generated script", new SqlScript.Statement(1, sql));
            return sql;
        } catch (DatabaseProblem e) {
            Matcher conversion = CONVERSION.matcher(sql);
            if (!(e.getCause() instanceof SQLException cause && NO_CAST.equals(cause.getSQLState()))
                    || !conversion.find()) {
                throw e;
            }
            connection.rollback(before);
            String through = conversion.replaceFirst("USING $1::text::");
            Scratch.runOne(connection, "the generated script", new SqlScript.Statement(1, through));
            return through;
        }
    }

    private String unscratched(String sql) {
        return Pattern.compile("\\b" + scratch.role() + "\\b").matcher(sql).replaceAll("CURRENT_USER");
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
