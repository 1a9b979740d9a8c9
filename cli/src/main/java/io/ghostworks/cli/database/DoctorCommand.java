package io.ghostworks.cli.database;

import io.ghostworks.cli.command.Nearest;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.doctor.Accepted;
import io.ghostworks.migrations.doctor.Doctor;
import io.ghostworks.migrations.doctor.DoctorOptions;
import io.ghostworks.migrations.doctor.DoctorReport;
import io.ghostworks.migrations.doctor.ProofReport;
import io.ghostworks.migrations.doctor.SealOptions;
import io.ghostworks.migrations.doctor.Severity;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Examines a database for what could let one tenant reach the rows of another; see {@code docs/doctor.md}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Examines a live PostgreSQL database for what could let one tenant reach the rows of another.",
            "Reads the catalogue only, changes nothing, and shows the SQL that puts right what it finds. With --prove it tries as well,"
                    + " in a copy."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            "0:no error; there may be warnings",
            "1:at least one error",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class DoctorCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final DatabaseOptions databases;

    @Option(
            names = "--tenant-column",
            paramLabel = "NAME",
            defaultValue = "tenant_id",
            description = "The column that says whose a row is. Default: ${DEFAULT-VALUE}")
    private String tenantColumn = "";

    @Option(
            names = "--app-role",
            paramLabel = "NAME",
            defaultValue = "authenticated_users",
            description = "The application's role; its members count too. Default: ${DEFAULT-VALUE}")
    private String appRole = "";

    @Option(
            names = "--setting",
            paramLabel = "NAME",
            defaultValue = "app.current_tenant_id",
            description = "The setting that holds the tenant. Default: ${DEFAULT-VALUE}")
    private String setting = "";

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "Where to look; may be repeated. Default: every schema that is not PostgreSQL's own")
    private List<String> schemas = new ArrayList<>();

    @Option(
            names = "--accept",
            paramLabel = "RULE=OBJECT",
            description = "Leaves out what is meant to be so; may be repeated")
    private List<String> accepted = new ArrayList<>();

    @Option(names = "--seal", description = "Examines what keeps the tenant context from being forged as well.")
    private boolean seal;

    @Option(
            names = "--seal-role",
            paramLabel = "NAME",
            defaultValue = "ghostworks_seal",
            description = "The role that verifies seals. Default: ${DEFAULT-VALUE}")
    private String sealRole = "";

    @Option(
            names = "--seal-parameter",
            paramLabel = "NAME",
            defaultValue = "backtrace_functions",
            description = "The parameter that holds the verified context. Default: ${DEFAULT-VALUE}")
    private String sealParameter = "";

    @Option(
            names = "--seal-keys",
            paramLabel = "SCHEMA.TABLE",
            defaultValue = "ghostworks.seal_keys",
            description = "The table with the keys. Default: ${DEFAULT-VALUE}")
    private String sealKeys = "";

    @Option(
            names = "--pooler",
            paramLabel = "VERSION",
            description = "What the PgBouncer in front answers to SHOW VERSION, as 'PgBouncer 1.26.1'")
    private @Nullable String pooler;

    @Mixin
    private final ProofOptions proof = new ProofOptions();

    @ArgGroup
    private final Format format = new Format();

    DoctorCommand() {
        this(System.getenv());
    }

    DoctorCommand(Map<String, String> environment) {
        this.databases = new DatabaseOptions(environment);
    }

    @Override
    public Integer call() {
        try (ChosenDatabase chosen = databases.open(false)) {
            DatabaseUrl url = chosen.url();
            ProofOptions.Proved proved = proof.apply(url, options(), new Doctor(url, options()).examine());
            DoctorReport report = new DoctorReport(proved.findings());
            PrintWriter out = spec.commandLine().getOut();
            out.print(
                    format.sarif
                            ? sarif(report)
                            : format.json ? json(url, report, proved) : proved.summary() + report.text());
            out.flush();
            return (report.count(Severity.ERROR) == 0 ? Exit.OK : Exit.FOUND).code();
        } catch (IllegalArgumentException e) {
            throw new DatabaseProblem(DatabaseProblem.Kind.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    private DoctorOptions options() {
        DoctorOptions options = DoctorOptions.ghostworks()
                .withTenantColumn(tenantColumn)
                .withAppRole(appRole)
                .withSetting(setting)
                .withSchemas(schemas)
                .accepting(accepted.stream().map(DoctorCommand::accepted).toList());
        if (pooler != null) {
            options = options.withPooler(pooler);
        }
        return seal ? options.withSeal(new SealOptions(sealRole, sealParameter, sealKeys)) : options;
    }

    private static Accepted accepted(String text) {
        String[] ruleAndObject = text.split("=", 2);
        if (ruleAndObject.length < 2 || ruleAndObject[0].isBlank() || ruleAndObject[1].isBlank()) {
            throw new IllegalArgumentException("--accept takes RULE=OBJECT as the doctor shows them, not " + text);
        }
        String rule = ruleAndObject[0].strip();
        List<String> rules = Stream.concat(Doctor.rules().stream(), ProofReport.RULES.stream())
                .toList();
        if (!rules.contains(rule)) {
            throw new IllegalArgumentException("--accept: there is no rule " + rule
                    + Nearest.of(rule, rules)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("; docs/doctor.md lists them"));
        }
        return new Accepted(rule, ruleAndObject[1].strip(), "");
    }

    private static String sarif(DoctorReport report) {
        return JSON.writeValueAsString(Sarif.of(report.findings())) + "\n";
    }

    /** One or the other. */
    private static final class Format {
        @Option(names = "--json", description = "Answers a JSON object instead of a table.")
        private boolean json;

        @Option(names = "--sarif", description = "Answers SARIF 2.1.0 instead of a table.")
        private boolean sarif;
    }

    private static String json(DatabaseUrl url, DoctorReport report, ProofOptions.Proved proved) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("database", url.toString());
        answer.put("errors", report.count(Severity.ERROR));
        answer.put("warnings", report.count(Severity.WARNING));
        answer.put("findings", report.findings());
        proved.closed().ifPresent(objects -> answer.put("proved", objects));
        return JSON.writeValueAsString(answer) + "\n";
    }
}
