package io.ghostworks.cli.server;

import io.ghostworks.cli.configuration.Configuration;
import io.ghostworks.cli.configuration.ConfigurationError;
import io.ghostworks.cli.configuration.Home;
import io.ghostworks.cli.configuration.Keys;
import io.ghostworks.cli.configuration.ServerSettings;
import io.ghostworks.cli.log.Logs;
import io.ghostworks.migrations.command.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the HTTP server until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the HTTP server.",
            "Without DATABASE_URL it starts an embedded PostgreSQL, whose data stays in .ghostworks."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            Exit.Line.OK,
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.LOCKED,
            Exit.Line.MACHINE,
            Exit.Line.INTERRUPTED,
            Exit.Line.TERMINATED
        })
public final class ServeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "Listen there; wins over PORT. 0 takes a free one.")
    private @Nullable Integer port;

    @Option(names = "--ephemeral", description = "Start the embedded PostgreSQL empty and leave nothing behind.")
    private boolean ephemeral;

    @Option(names = "--demo", description = "Make a demo user, two workspaces and a few hundred artifacts.")
    private boolean demo;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read keys from there; the environment wins (default: $$GHOSTWORKS_CONFIG).")
    private @Nullable Path config;

    @Option(names = "--stop-when-ready", hidden = true, description = "For the launcher, which archives the classes.")
    private boolean stopWhenReady;

    @Override
    public Integer call() throws InterruptedException {
        // Before the rest, as the driver of a database's address may log already.
        Logs.write(Configuration.readOne(Keys.LOG_FORMAT, System.getenv(), Optional.ofNullable(config)));
        ServerSettings read = ServerSettings.read(System.getenv(), Optional.ofNullable(config), Home.get());
        ServerSettings settings = port == null ? read : read.withPort(validPort(port));
        if (ephemeral && settings.find(Keys.DATABASE_URL).isPresent()) {
            throw new ConfigurationError("--ephemeral is for the embedded PostgreSQL, and DATABASE_URL is set.");
        }
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::run, "shutdown"));
        Server server = start(settings, shutdown);
        if (stopWhenReady) {
            rehearse(server);
        } else {
            new CountDownLatch(1).await();
        }
        return Exit.OK.code();
    }

    private Server start(ServerSettings settings, Shutdown shutdown) {
        Optional<Server> server = Optional.empty();
        try {
            server = Optional.of(
                    Server.start(settings, ephemeral, demo, spec.commandLine().getOut()));
            return server.get();
        } finally {
            shutdown.owns(server);
        }
    }

    /** Answers one request, so that the classes it takes are archived too. */
    private static void rehearse(Server server) {
        URI ready = URI.create("http://localhost:" + server.port() + "/health/ready");
        try (InputStream answer = ready.toURL().openStream()) {
            answer.readAllBytes();
        } catch (IOException e) {
            throw new StartFailure(Exit.MACHINE, "The server does not answer: " + e.getMessage(), e);
        }
    }

    private static int validPort(int port) {
        if (port < 0 || port > 65_535) {
            throw new ConfigurationError("--port must be a whole number from 0 to 65535.");
        }
        return port;
    }
}
