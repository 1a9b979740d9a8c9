package io.ghostworks.server;

import io.ghostworks.migrations.ChosenDatabase;
import io.ghostworks.migrations.DatabaseUrl;
import io.ghostworks.migrations.Provisioner;
import io.ghostworks.migrations.Provisioning;
import io.ghostworks.migrations.ProvisioningStep;
import java.util.ArrayList;
import java.util.List;
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
            "The application's password comes from GHOSTWORKS_APP_PASSWORD; without it the password is left alone."
        })
final class InitCommand extends DatabaseTask {
    private static final String PASSWORD = "GHOSTWORKS_APP_PASSWORD";

    @Option(
            names = "--app-role",
            paramLabel = "NAME",
            defaultValue = Provisioning.DEFAULT_APP_ROLE,
            description = "The role of the server (default: ${DEFAULT-VALUE}).")
    private String appRole = Provisioning.DEFAULT_APP_ROLE;

    @Option(
            names = "--maintenance-database",
            paramLabel = "NAME",
            defaultValue = "postgres",
            description = "A database that exists already (default: ${DEFAULT-VALUE}).")
    private String maintenance = "postgres";

    @Option(names = "--print-sql", description = "Print the statements for somebody who may run them; connect nowhere.")
    private boolean printSql;

    private @Nullable String password() {
        String password = System.getenv(PASSWORD);
        return password == null || password.isEmpty() ? null : password;
    }

    @Override
    int run() {
        if (printSql) {
            Provisioning wanted = new Provisioning(givenDatabase(), appRole, password());
            List<ProvisioningStep> steps = wanted.steps();
            print(steps, script(wanted, steps));
            return 0;
        }
        try (ChosenDatabase chosen = open()) {
            Provisioning wanted = new Provisioning(chosen.url().database(), appRole, password());
            DatabaseUrl app = new Provisioner(chosen.url().withDatabase(maintenance)).provision(wanted);
            List<String> lines = new ArrayList<>(
                    List.of("The database is ready for `db upgrade`.", "The server connects as " + app));
            if (password() == null) {
                lines.add("Its password is as it was; set " + PASSWORD + " and run this again to give it one.");
            }
            print(new Ready(app.toString(), wanted.database(), appRole, password() != null), lines);
            return 0;
        }
    }

    private String givenDatabase() {
        return address().map(DatabaseUrl::parse).map(DatabaseUrl::database).orElse(Provisioning.DEFAULT_DATABASE);
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
    record Ready(String url, String database, String appRole, boolean passwordSet) {}
}
