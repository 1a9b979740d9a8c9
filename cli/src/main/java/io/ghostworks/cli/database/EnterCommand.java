package io.ghostworks.cli.database;

import io.ghostworks.account.Credentials;
import io.ghostworks.account.Email;
import io.ghostworks.cli.configuration.ConfigurationError;
import io.ghostworks.cli.configuration.Home;
import io.ghostworks.cli.configuration.Keys;
import io.ghostworks.cli.configuration.ServerSettings;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.Unavailable;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.Tenant;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** For an operator: one transaction inside a workspace, as one of its members, with what a server is configured with. */
@Command(
        name = "enter",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what opens a workspace to psql (16 or newer), as one of its members, until the transaction ends:",
            "  PSQLRC=<(./ghostworks db enter acme --as ada@example.org) psql \"$$DATABASE_URL\"",
            "It takes the configuration of a server, and must be used within half a minute: keep it from others."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            "1:nobody has the email, or its owner is no member of the workspace",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE
        })
final class EnterCommand implements Callable<Integer> {

    private static final int MOST_MINUTES = 60;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "SLUG", description = "The workspace.")
    private String slug = "";

    @Option(names = "--as", paramLabel = "EMAIL", required = true, description = "The member.")
    private String email = "";

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "End the transaction after so many minutes without a statement, 1 to 60 (default: ${DEFAULT-VALUE}).")
    private int minutes = 5;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read the keys from there; the environment wins (default: $$GHOSTWORKS_CONFIG).")
    private @Nullable Path config;

    private final Map<String, String> environment = System.getenv();

    @Override
    public Integer call() {
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new DatabaseProblem(DatabaseProblem.Kind.CONFIGURATION, "--minutes must be 1 to " + MOST_MINUTES);
        }
        ServerSettings settings = ServerSettings.read(environment, Optional.ofNullable(config), Home.get());
        DatabaseUrl app = settings.find(Keys.DATABASE_URL)
                .orElseThrow(
                        () -> new ConfigurationError("DATABASE_URL is not set: `db enter` takes the configuration of a"
                                + " server, with DATABASE_SIGN_IN_URL and the seal key."));
        DatabaseUrl signIn = settings.find(Keys.DATABASE_SIGN_IN_URL).orElseThrow();
        SealKey key = settings.sealKey().get();
        try (Database database = Database.open(settings.database(app, signIn), key)) {
            Scope scope = scope(database);
            PrintWriter out = spec.commandLine().getOut();
            script(key.seal(scope, Instant.now())).lines().forEach(out::println);
            out.flush();
            return Exit.OK.code();
        } catch (Unavailable e) {
            throw new DatabaseProblem(DatabaseProblem.Kind.CONNECTION, reason(e), e);
        }
    }

    private static String reason(Unavailable e) {
        return e.getMessage() + (e.getCause() == null ? "" : " " + e.getCause().getMessage());
    }

    private Email address() {
        try {
            return new Email(email);
        } catch (Invalid e) {
            throw new DatabaseProblem(DatabaseProblem.Kind.CONFIGURATION, "--as must be an email address", e);
        }
    }

    private Scope scope(Database database) {
        Credentials credentials = database.accounts()
                .findCredentials(address())
                .filter(Credentials::isActive)
                .orElseThrow(() -> new DatabaseProblem("nobody has the email " + email));
        Tenant tenant = database.directory().list(credentials.user()).stream()
                .map(workspace -> workspace.tenant())
                .filter(one -> one.slug().value().equals(slug))
                .findFirst()
                .orElseThrow(() -> new DatabaseProblem(email + " is no member of a workspace " + slug));
        return new Scope(tenant.id(), credentials.user());
    }

    /** The seal is bound, since other sessions of the role may read the texts of statements. */
    private String script(String seal) {
        return """
                \\set ON_ERROR_STOP on
                \\set QUIET on
                begin;
                set local idle_in_transaction_session_timeout = '%dmin';
                select 1 as entered from ghostworks.enter($1, null) \\bind '%s' \\gset seal_
                \\unset ON_ERROR_STOP
                \\unset QUIET
                \\echo 'Inside %s as %s until COMMIT or ROLLBACK, or %d minutes without a statement.'
                """.formatted(minutes, seal, slug, email.replace("'", "''").replace("\\", ""), minutes);
    }
}
