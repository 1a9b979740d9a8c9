package io.ghostworks.cli.database;

import io.ghostworks.migrations.SealKeys;
import io.ghostworks.migrations.command.ChosenDatabase;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.provisioning.Provisioner;
import io.ghostworks.migrations.provisioning.Provisioning;
import io.ghostworks.migrations.provisioning.ProvisioningStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a server needs before its first migration. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Creates the database, the roles and the extensions that are missing, with an administrator's credentials.",
            "--database names the database to create; it connects to --maintenance-database first.",
            "Passwords come from GHOSTWORKS_APP_PASSWORD and GHOSTWORKS_SIGN_IN_PASSWORD; without one the role's password"
                    + " is left alone."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            Exit.Line.FOUND,
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class InitCommand extends DatabaseTask {
    private static final String APP_PASSWORD = "GHOSTWORKS_APP_PASSWORD";
    private static final String SIGN_IN_PASSWORD = "GHOSTWORKS_SIGN_IN_PASSWORD";

    @Option(
            names = "--app-role",
            paramLabel = "NAME",
            defaultValue = Provisioning.DEFAULT_APP_ROLE,
            description = "The role of the server (default: ${DEFAULT-VALUE}).")
    private String appRole = Provisioning.DEFAULT_APP_ROLE;

    @Option(
            names = "--sign-in-role",
            paramLabel = "NAME",
            defaultValue = Provisioning.SIGN_IN_ROLE,
            description = {
                "The role that signs people in, and can do nothing else (default: ${DEFAULT-VALUE}).",
                "Another name makes a member of that one, for several databases on one server."
            })
    private String signInRole = Provisioning.SIGN_IN_ROLE;

    @Option(
            names = "--maintenance-database",
            paramLabel = "NAME",
            defaultValue = "postgres",
            description = "A database that exists already (default: ${DEFAULT-VALUE}).")
    private String maintenance = "postgres";

    @Option(names = "--print-sql", description = "Print the statements for somebody who may run them; connect nowhere.")
    private boolean printSql;

    private Provisioning wanted(String database) {
        return new Provisioning(database, appRole, password(APP_PASSWORD), signInRole, password(SIGN_IN_PASSWORD));
    }

    private static @Nullable String password(String variable) {
        String password = System.getenv(variable);
        return password == null || password.isEmpty() ? null : password;
    }

    @Override
    Exit run() {
        if (printSql) {
            Provisioning wanted = wanted(givenDatabase());
            List<ProvisioningStep> steps = wanted.steps();
            print(steps, script(wanted, steps));
            return Exit.OK;
        }
        try (ChosenDatabase chosen = open(true)) {
            Provisioning wanted = wanted(chosen.url().database());
            DatabaseUrl app = new Provisioner(chosen.url().withDatabase(maintenance)).provision(wanted);
            DatabaseUrl signIn = app.withUser(signInRole, null);
            List<String> lines = new ArrayList<>(List.of("The database is ready for `db upgrade`."));
            lines.add("The server connects as " + app + " (DATABASE_URL)"
                    + unchanged(wanted.appPassword(), APP_PASSWORD));
            lines.add("and signs people in as " + signIn + " (DATABASE_SIGN_IN_URL)"
                    + unchanged(wanted.signInPassword(), SIGN_IN_PASSWORD));
            SealKeys.Mode mode = new SealKeys(chosen.url().withDatabase(maintenance)).mode();
            lines.add(inWords(mode));
            print(
                    new Ready(
                            app.toString(),
                            wanted.database(),
                            appRole,
                            wanted.appPassword() != null,
                            signIn.toString(),
                            signInRole,
                            wanted.signInPassword() != null,
                            mode.name().toLowerCase(Locale.ROOT)),
                    lines);
            return Exit.OK;
        }
    }

    private static String inWords(SealKeys.Mode mode) {
        return switch (mode) {
            case TRUSTED_PARAMETER ->
                "Tenant contexts are kept in a parameter that the role ghostworks_seal alone may set.";
            case SEALED_SETTING ->
                "Tenant contexts are kept in a sealed setting, because only a superuser can grant a parameter; it is as safe,"
                        + " and slower.";
        };
    }

    private static String unchanged(@Nullable String password, String variable) {
        return password != null
                ? ""
                : "; its password is as it was: set " + variable + " and run this again to give it one";
    }

    private String givenDatabase() {
        return address().map(DatabaseUrl::database).orElse(Provisioning.DEFAULT_DATABASE);
    }

    /** For psql, which repeats what {@link Provisioner} asks before each step. */
    private static List<String> script(Provisioning wanted, List<ProvisioningStep> steps) {
        List<String> lines = new ArrayList<>(
                List.of("-- For psql, as an administrator: psql -v ON_ERROR_STOP=1 -d postgres -f this-file"));
        boolean inside = false;
        for (ProvisioningStep step : steps) {
            if (!inside && step.place() == ProvisioningStep.Place.DATABASE) {
                lines.add("\\connect \"" + wanted.database().replace("\"", "\"\"") + "\"");
                inside = true;
            }
            if (step.unless() == null) {
                lines.add(step.sql() + ";");
            } else {
                String literal = "'" + step.sql().replace("'", "''") + "'";
                lines.add("select " + literal + " where not exists (" + step.unless() + ") \\gexec");
            }
        }
        return lines;
    }

    /** For JSON. */
    record Ready(
            String url,
            String database,
            String appRole,
            boolean passwordSet,
            String signInUrl,
            String signInRole,
            boolean signInPasswordSet,
            String context) {}
}
