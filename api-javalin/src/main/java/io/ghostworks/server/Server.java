package io.ghostworks.server;

import io.ghostworks.Accounts;
import io.ghostworks.Artifacts;
import io.ghostworks.Members;
import io.ghostworks.Origin;
import io.ghostworks.Workspaces;
import io.ghostworks.api.HttpApi;
import io.ghostworks.crypto.Argon2Passwords;
import io.ghostworks.crypto.JwtAccessTokens;
import io.ghostworks.crypto.SecretKey;
import io.ghostworks.jooq.Database;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/** The composition root: everything put together, and taken apart in the opposite order. */
final class Server implements AutoCloseable {

    private final ServerSettings settings;
    private final PrintWriter out;
    /** What is to be closed, the last one first. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Server(ServerSettings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    /**
     * Starts everything. What was started is stopped again if a part fails.
     *
     * @param ephemeral whether an embedded database starts empty and leaves nothing behind
     * @throws ConfigurationError if the configuration cannot be used
     * @throws StartFailure if it can, and something else is wrong
     */
    static Server start(ServerSettings settings, boolean ephemeral, boolean demo, PrintWriter out) {
        Server server = new Server(settings, out);
        try {
            server.run(ephemeral, demo);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void run(boolean ephemeral, boolean demo) {
        SecretKey secret = settings.tokenKey()
                .orElseGet(() -> PrivateFile.key(settings.home().resolve("access-token.key")));
        RunningDatabase running = closing(RunningDatabase.of(settings, secret, ephemeral));
        Startup startup = new Startup(out);
        startup.awaitDatabase(running.migration(), settings.startupTimeout());
        startup.refusePowerfulRole(running.app());
        startup.migrate(running.migration());
        startup.requireMember(running.app());
        Metrics metrics = closing(new Metrics());
        Database database = closing(Database.open(settings.pool().with(running.app())));
        metrics.watch(database);
        HttpApi.Parts api = parts(secret, database, running, metrics);
        if (demo) {
            new Demo(api, out).prepare();
        }
        int port = listen(HttpApi.create(
                api, settings.host(), settings.port(), settings.managementPort().isEmpty()));
        settings.managementPort()
                .ifPresent(other -> listen(HttpApi.createManagement(api.system(), settings.host(), other)));
        announce(port, running);
    }

    private HttpApi.Parts parts(SecretKey secret, Database database, RunningDatabase running, Metrics metrics) {
        Clock clock = Clock.systemUTC();
        Origin origin = new Origin(clock, new SecureRandom());
        JwtAccessTokens tokens = new JwtAccessTokens(secret);
        return new HttpApi.Parts(
                new Accounts(
                        database.accounts(),
                        new Argon2Passwords(),
                        tokens,
                        new MailDirectory(settings.mailDirectory(), clock),
                        origin),
                new Workspaces(database.directory(), database.accounts(), database.tenancy(), origin),
                new Members(database.tenancy(), origin),
                new Artifacts(database.tenancy(), origin),
                tokens,
                secret,
                new ServerStatus(database, running.app(), metrics),
                metrics,
                clock,
                settings.authAttemptsPerMinute());
    }

    private int listen(Javalin javalin) {
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new StartFailure(e.getMessage() == null ? "The port cannot be used." : e.getMessage(), e);
        }
        parts.push(javalin::stop);
        return javalin.port();
    }

    private void announce(int port, RunningDatabase running) {
        String base = "http://" + settings.host() + ":" + port;
        out.println("Ghostworks " + ProductVersion.get() + " is ready.");
        out.println("  API       " + base + HttpApi.BASE);
        out.println("  Docs      " + base + "/docs");
        out.println("  Health    " + base + "/health");
        out.println("  Database  " + running.app());
        out.println("Stop it with Ctrl-C.");
        out.flush();
    }

    private <T extends AutoCloseable> T closing(T part) {
        parts.push(part);
        return part;
    }

    /** Answers the requests that run, then closes everything. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                out.println("ghostworks: while stopping: " + e.getMessage());
            }
        }
    }
}
