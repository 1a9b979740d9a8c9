package io.ghostworks.authoring;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.sql.SqlScript;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements of a declared schema whose effect no comparison sees, since it is not in the schema. Passed over, they would
 * look as if nothing were to be done.
 */
final class Unseen {
    private static final String WHERE =
            "; write it in a migration by hand (`db new`), and leave it out of the declared schema";

    private static final Pattern STATEMENT = Pattern.compile(
            "(?is)(?<what>(?:create|alter|drop)\\s+(?:or\\s+replace\\s+)?"
                    + "(?:publication|subscription|event\\s+trigger|cast|role|user|group|database|tablespace|server|system"
                    + "|foreign\\s+data\\s+wrapper|(?:trusted\\s+)?(?:procedural\\s+)?language|transform|access\\s+method))\\b.*");
    private static final Pattern DEFAULTS = Pattern.compile("(?is)alter\\s+default\\s+privileges\\b(?<rest>.*)");
    private static final Pattern MEMBERSHIP =
            Pattern.compile("(?is)(?<what>grant|revoke)\\s+(?!.*\\son\\s).*\\s(?:to|from)\\s.*");

    private Unseen() {}

    /** @throws DatabaseProblem names the file, the line and the statement */
    static void refuse(String file, String text) {
        for (SqlScript.Statement statement : SqlScript.statements(text)) {
            String sql = statement.sql();
            Matcher global = STATEMENT.matcher(sql);
            Matcher membership = MEMBERSHIP.matcher(sql);
            Matcher defaults = DEFAULTS.matcher(sql);
            if (global.matches()) {
                throw refused(file, statement, global.group("what"));
            }
            if (membership.matches()) {
                throw refused(file, statement, membership.group("what") + " of a role");
            }
            if (defaults.matches() && !defaults.group("rest").matches("(?is).*\\bin\\s+schema\\b.*")) {
                throw refused(file, statement, "alter default privileges without IN SCHEMA");
            }
        }
    }

    private static DatabaseProblem refused(String file, SqlScript.Statement statement, String what) {
        return new DatabaseProblem(
                DatabaseProblem.Kind.MIGRATION,
                file + ":" + statement.line() + ": " + what.replaceAll("\\s+", " ") + " is not compared" + WHERE);
    }
}
