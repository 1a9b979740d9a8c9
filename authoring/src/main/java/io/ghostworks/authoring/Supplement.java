package io.ghostworks.authoring;

import io.ghostworks.migrations.snapshot.SchemaDifference;
import io.ghostworks.migrations.snapshot.SchemaSnapshot.Part;
import java.util.List;
import java.util.Locale;
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
        if (part.kind().equals("default privileges") || part.aspect().equals("privileges")) {
            return new Grants(schema, part).statements(wanted, difference.found());
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
        return "ALTER TABLE " + beforeLastName(part.name()) + " ALTER COLUMN " + lastName(part.name());
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

    static String beforeLastName(String qualified) {
        return qualified.substring(0, qualified.length() - lastName(qualified).length() - 1);
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
}
