package io.ghostworks.authoring;

import io.ghostworks.migrations.snapshot.SchemaDifference;
import io.ghostworks.migrations.snapshot.SchemaSnapshot;
import io.ghostworks.migrations.snapshot.SchemaSnapshot.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statements for what the diff engine does not see. What is not known here stays a difference, and so an error. */
final class Supplement {
    private final String schema;
    private final List<SchemaDifference> differences;

    Supplement(String schema, List<SchemaDifference> differences) {
        this.schema = schema;
        this.differences = differences;
    }

    List<String> statements() {
        return differences.stream().flatMap(one -> statements(one).stream()).toList();
    }

    private List<String> statements(SchemaDifference difference) {
        Part part = difference.part();
        String wanted = difference.expected();
        if (part.kind().equals("default privileges")) {
            return defaultPrivileges(part.name(), wanted, difference.found());
        }
        return switch (part.kind() + "/" + part.aspect()) {
            case "table/replica identity" ->
                List.of("ALTER TABLE " + part.name() + " REPLICA IDENTITY "
                        + String.valueOf(wanted).replaceFirst("^index .*\\.", "USING INDEX "));
            case "table/clustered on" ->
                List.of("ALTER TABLE " + part.name()
                        + (wanted == null ? " SET WITHOUT CLUSTER" : " CLUSTER ON " + lastName(wanted)));
            case "table/internal triggers" ->
                List.of(
                        wanted == null
                                ? "-- Foreign keys were off: rows written meanwhile were not checked, and are not now; look for"
                                        + " those whose reference is gone.\nALTER TABLE "
                                        + part.name() + " ENABLE TRIGGER ALL"
                                : "ALTER TABLE " + part.name() + " DISABLE TRIGGER ALL");
            case "table column/storage" -> List.of(column(part) + " SET STORAGE " + storage(wanted));
            case "table column/compression" -> List.of(column(part) + " SET COMPRESSION " + compression(wanted));
            case "table column/statistics target" ->
                List.of(column(part) + " SET STATISTICS " + (wanted == null ? "-1" : wanted));
            case "schema/owner", "table/owner" ->
                wanted == null || wanted.startsWith("(")
                        ? List.of()
                        : List.of("ALTER " + part.kind().toUpperCase(Locale.ROOT) + " " + part.name() + " OWNER TO "
                                + wanted);
            default -> List.of();
        };
    }

    private static String column(Part part) {
        String last = lastName(part.name());
        String table = part.name().substring(0, part.name().length() - last.length() - 1);
        return "ALTER TABLE " + table + " ALTER COLUMN " + last;
    }

    /** Behind the last dot that no quotes hide. */
    static String lastName(String qualified) {
        boolean quoted = false;
        int dot = -1;
        for (int i = 0; i < qualified.length(); i++) {
            if (qualified.charAt(i) == '"') {
                quoted = !quoted;
            } else if (qualified.charAt(i) == '.' && !quoted) {
                dot = i;
            }
        }
        return qualified.substring(dot + 1);
    }

    private static String storage(@Nullable String wanted) {
        return switch (String.valueOf(wanted)) {
            case "p" -> "PLAIN";
            case "e" -> "EXTERNAL";
            case "m" -> "MAIN";
            case "x" -> "EXTENDED";
            default -> "DEFAULT";
        };
    }

    private static String compression(@Nullable String wanted) {
        return switch (String.valueOf(wanted)) {
            case "p" -> "pglz";
            case "l" -> "lz4";
            default -> "DEFAULT";
        };
    }

    /** The part's name is {@code of ROLE on tables}; both definitions are {@code grantee: select, insert; …}. */
    private List<String> defaultPrivileges(String name, @Nullable String wanted, @Nullable String found) {
        int on = name.lastIndexOf(" on ");
        String what = name.substring(on + " on ".length()).toUpperCase(Locale.ROOT);
        String alter = "ALTER DEFAULT PRIVILEGES FOR ROLE " + role(name.substring("of ".length(), on)) + " IN SCHEMA "
                + schema + " ";
        List<String> statements = new ArrayList<>();
        for (Grant grant : Grant.parse(found)) {
            statements.add(alter + "REVOKE ALL ON " + what + " FROM " + grant.to());
        }
        for (Grant grant : Grant.parse(wanted)) {
            statements.addAll(grant.statements(alter, what));
        }
        return statements;
    }

    private static String role(String name) {
        return name.equals(SchemaSnapshot.MIGRATOR) ? "CURRENT_USER" : name;
    }

    /** What one role holds. */
    private record Grant(String to, List<String> plain, List<String> grantable) {
        private static final String OPTION = " with grant option";

        static List<Grant> parse(@Nullable String definition) {
            return definition == null
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

        List<String> statements(String alter, String what) {
            List<String> statements = new ArrayList<>();
            if (!plain.isEmpty()) {
                statements.add(alter + "GRANT " + list(plain) + " ON " + what + " TO " + to);
            }
            if (!grantable.isEmpty()) {
                statements.add(alter + "GRANT " + list(grantable) + " ON " + what + " TO " + to + " WITH GRANT OPTION");
            }
            return statements;
        }

        private static String list(List<String> privileges) {
            return String.join(", ", privileges).toUpperCase(Locale.ROOT);
        }
    }
}
