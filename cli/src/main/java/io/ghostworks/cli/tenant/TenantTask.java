package io.ghostworks.cli.tenant;

import io.ghostworks.cli.console.Progress;
import io.ghostworks.cli.console.Terminal;
import io.ghostworks.cli.database.DatabaseOptions;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.operations.tenant.TenantOperations;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What the commands share: which database, JSON, and how far the work is. */
abstract class TenantTask implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** Bytes that went through, told to whoever waits. */
    final AtomicLong bytes = new AtomicLong();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final DatabaseOptions databases = new DatabaseOptions();

    @Option(
            names = "--except",
            paramLabel = "SCHEMA.TABLE",
            description =
                    "A table with a tenant_id that is not isolated, and is meant to be left out; may be repeated.")
    private List<String> except = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private @Nullable DatabaseUrl chosen;

    @Override
    public final Integer call() {
        try (ChosenDatabase open = databases.open(false)) {
            chosen = open.url();
            return run(operations(open.url())).code();
        }
    }

    /** The chosen database. */
    DatabaseUrl url() {
        return Objects.requireNonNull(chosen, "only while it runs");
    }

    /** The same work on a database. */
    TenantOperations operations(DatabaseUrl database) {
        return new TenantOperations(database, Set.copyOf(except));
    }

    /** Does the work. */
    abstract Exit run(TenantOperations tenants);

    boolean asJson() {
        return json;
    }

    String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Prints the value as JSON, or else the lines. */
    void print(Object value, List<String> lines) {
        if (json) {
            out().println(json(value));
        } else {
            lines.forEach(out()::println);
        }
        out().flush();
    }

    /** @param total 0 where nobody knows */
    Progress progress(long total) {
        boolean live = Terminal.of(System.getenv()).err();
        return new Progress(spec.commandLine().getErr(), live, Progress.Unit.BYTES, bytes::get, total);
    }

    /** Columns, each as wide as its widest cell; the first is text and the others are numbers. */
    static List<String> table(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(one -> one.get(column).length())
                        .max()
                        .orElse(1);
                line.append(String.format((i == 0 ? "%-" : "  %") + Math.max(width, 1) + "s", row.get(i)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
