package io.ghostworks.authoring;

import io.ghostworks.migrations.sql.SqlScript;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes from a generated script what says nothing. */
final class KeeperScript {
    private final Pattern owner;

    KeeperScript(String migrator) {
        owner = Pattern.compile("(?s)ALTER (?:[A-Z]+ )+(?<name>[^ ].*) OWNER TO " + Pattern.quote(migrator));
    }

    List<String> clean(String script) {
        List<String> kept = new ArrayList<>();
        for (SqlScript.Statement statement : SqlScript.statements(script)) {
            String sql = statement.sql();
            if (!sql.startsWith("SET search_path") && !isOwnerOfNew(sql, kept)) {
                kept.add(sql);
            }
        }
        return kept;
    }

    /** What a migration makes belongs to whoever migrates anyway. */
    private boolean isOwnerOfNew(String sql, List<String> before) {
        Matcher alter = owner.matcher(sql);
        return alter.matches()
                && before.stream()
                        .anyMatch(made -> made.startsWith("CREATE")
                                && Pattern.compile(Pattern.quote(alter.group("name")) + "(?![\\w$\"])")
                                        .matcher(made.lines().findFirst().orElse(""))
                                        .find());
    }

    /** A body that names what comes later, or what is found by the path of its caller, is not refused. */
    static String head(List<String> statements) {
        boolean bodies =
                statements.stream().anyMatch(sql -> sql.matches("(?s)CREATE (OR REPLACE )?(FUNCTION|PROCEDURE).*"));
        return bodies ? "\nset local check_function_bodies = off;\n\n" : "\n";
    }
}
