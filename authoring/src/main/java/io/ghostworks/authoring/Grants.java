package io.ghostworks.authoring;

import io.ghostworks.migrations.snapshot.SchemaSnapshot;
import io.ghostworks.migrations.snapshot.SchemaSnapshot.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Leads from the privileges that a part of the schema has to those that are wanted. What is made while default privileges
 * are in force has these beside its own.
 */
final class Grants {
    private final String prefix;
    private final String target;
    private final String columns;

    Grants(String schema, Part part) {
        String name = part.name();
        boolean column = part.kind().endsWith(" column");
        if (part.kind().equals("default privileges")) {
            int on = name.lastIndexOf(" on ");
            prefix = "ALTER DEFAULT PRIVILEGES FOR ROLE " + role(name.substring("of ".length(), on)) + " IN SCHEMA "
                    + schema + " ";
            target = name.substring(on + " on ".length()).toUpperCase(Locale.ROOT);
        } else {
            prefix = "";
            target = kind(part.kind()) + " " + (column ? Supplement.beforeLastName(name) : name);
        }
        columns = column ? " (" + Supplement.lastName(name) + ")" : "";
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "function", "procedure", "aggregate" -> "ROUTINE";
            case "sequence", "schema", "type" -> kind.toUpperCase(Locale.ROOT);
            case "domain" -> "TYPE";
            default -> "TABLE";
        };
    }

    /** Both definitions are {@code grantee: select, insert; …}. */
    List<String> statements(@Nullable String wanted, @Nullable String found) {
        List<Grant> before = Grant.parse(found);
        List<Grant> after = Grant.parse(wanted);
        List<String> statements = new ArrayList<>();
        for (Grant grant : before) {
            if (!after.contains(grant)) {
                statements.add(prefix + "REVOKE ALL" + columns + " ON " + target + " FROM " + grant.to());
            }
        }
        for (Grant grant : after) {
            if (!before.contains(grant)) {
                add(statements, grant.plain(), grant.to());
                add(statements, grant.grantable(), grant.to() + " WITH GRANT OPTION");
            }
        }
        return statements;
    }

    private void add(List<String> statements, List<String> privileges, String to) {
        if (!privileges.isEmpty()) {
            String list = privileges.stream()
                    .map(privilege -> privilege.toUpperCase(Locale.ROOT) + columns)
                    .collect(Collectors.joining(", "));
            statements.add(prefix + "GRANT " + list + " ON " + target + " TO " + to);
        }
    }

    private static String role(String name) {
        return name.equals(SchemaSnapshot.MIGRATOR) ? "CURRENT_USER" : name;
    }

    /** What one role holds. */
    private record Grant(String to, List<String> plain, List<String> grantable) {
        private static final String OPTION = " with grant option";

        static List<Grant> parse(@Nullable String definition) {
            return definition == null || definition.isEmpty()
                    ? List.of()
                    : Arrays.stream(definition.split("; ")).map(Grant::one).toList();
        }

        private static Grant one(String text) {
            int colon = text.indexOf(": ");
            Map<Boolean, List<String>> privileges = Arrays.stream(
                            text.substring(colon + 2).split(", "))
                    .collect(Collectors.partitioningBy(privilege -> privilege.endsWith(OPTION)));
            return new Grant(
                    role(text.substring(0, colon)),
                    privileges.getOrDefault(false, List.of()),
                    privileges.getOrDefault(true, List.of()).stream()
                            .map(privilege -> privilege.replace(OPTION, ""))
                            .toList());
        }
    }
}
