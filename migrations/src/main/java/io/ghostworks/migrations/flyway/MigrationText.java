package io.ghostworks.migrations.flyway;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseProblem.Kind;
import io.ghostworks.migrations.sql.SqlScript;
import io.ghostworks.migrations.sql.SqlScript.Statement;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The text of a migration, and what may not stand in it. */
public final class MigrationText {
    private static final Pattern TRANSACTION =
            Pattern.compile("(?is)(begin|start\\s+transaction|commit|end|rollback|abort|prepare\\s+transaction)"
                    + "(\\s+(work|transaction|and|isolation|read|not|deferrable|prepared|\\').*)?");

    /** Behind it come rows, which are no SQL. */
    private static final Pattern ROWS = Pattern.compile("(?is)copy\\b.*\\bfrom\\s+stdin\\b.*");

    private MigrationText() {}

    /**
     * Of a file in UTF-8, without a byte order mark.
     *
     * @throws DatabaseProblem when it is in another encoding; names the line
     */
    public static String of(String file, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            long line = 1
                    + new String(bytes, 0, buffer.position(), StandardCharsets.UTF_8)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw new DatabaseProblem(
                    Kind.CONFIGURATION,
                    file + ":" + line + ": is not UTF-8; convert the file, as with iconv -f latin1 -t utf-8",
                    e);
        }
    }

    /**
     * Refuses commands of psql, and transaction control: a migration runs in a transaction that takes it back when it
     * fails, and what a COMMIT in it has kept, nothing takes back.
     *
     * @throws DatabaseProblem names the line and what to do
     */
    public static void requireRunnable(String file, String text) {
        for (Statement statement : SqlScript.statements(text)) {
            String sql = statement.sql();
            if (ROWS.matcher(sql).matches()) {
                return;
            }
            String first = sql.lines().findFirst().orElse("").strip();
            if (first.startsWith("\\")) {
                throw refused(
                        file,
                        statement,
                        first.split("\\s", 2)[0] + " is a command of psql, not SQL; take it out"
                                + (first.startsWith("\\restrict") || first.startsWith("\\unrestrict")
                                        ? " (pg_dump writes it, and nothing else needs it)"
                                        : ""));
            }
            if (TRANSACTION.matcher(sql).matches()) {
                throw refused(
                        file,
                        statement,
                        first
                                + " is transaction control; take it out: a migration runs in a transaction of its own, and what"
                                + " is committed within it would stay when the rest fails");
            }
        }
    }

    private static DatabaseProblem refused(String file, Statement statement, String why) {
        return new DatabaseProblem(Kind.MIGRATION, file + ":" + statement.line() + ": " + why);
    }
}
