package io.ghostworks.cli.server;

import io.ghostworks.Accounts;
import io.ghostworks.ApiKeys;
import io.ghostworks.Artifacts;
import io.ghostworks.Invitations;
import io.ghostworks.Mailing;
import io.ghostworks.Members;
import io.ghostworks.Recovery;
import io.ghostworks.Sessions;
import io.ghostworks.TimeAndIds;
import io.ghostworks.Workspaces;
import io.ghostworks.api.HttpApi;
import io.ghostworks.api.web.TrustedProxies;
import io.ghostworks.cli.configuration.ConfigurationError;
import io.ghostworks.cli.configuration.Keys;
import io.ghostworks.cli.configuration.ServerSettings;
import io.ghostworks.cli.mail.MailDirectory;
import io.ghostworks.cli.mail.MailLoop;
import io.ghostworks.cli.mail.SmtpPost;
import io.ghostworks.crypto.Argon2Passwords;
import io.ghostworks.crypto.JwtAccessTokens;
import io.ghostworks.crypto.SecretKey;
import io.ghostworks.error.Unavailable;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.mail.Post;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.backup.Receipts;
import io.javalin.Javalin;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** The composition root: everything put together, and taken apart in the opposite order. */
final class Server implements AutoCloseable {

    private final ServerSettings settings;
    private final PrintWriter out;
    private final Clock clock = Clock.systemUTC();
    private final TimeAndIds timeAndIds = TimeAndIds.system();
    /** What is to be closed, the last one first. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private int port;

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
        requireFree(settings.get(Keys.PORT));
        settings.find(Keys.MANAGEMENT_PORT).ifPresent(this::requireFree);
        SecretKey secret = settings.find(Keys.ACCESS_TOKEN_KEY)
                .orElseGet(() -> AccessTokenKey.in(settings.home().resolve("access-token.key")));
        Supplier<SealKey> sealKey = settings.sealKey();
        RunningDatabase running = closing(RunningDatabase.of(settings, secret, ephemeral));
        Startup startup = new Startup(running, sealKey, out);
        startup.reach(settings.seconds(Keys.DATABASE_STARTUP_TIMEOUT));
        // Migrating waits for the database and the rest for its classes, so they run side by side.
        FutureTask<Void> migration = new FutureTask<>(startup::migrate, null);
        Thread.ofPlatform().daemon().name("migration").start(migration);
        Metrics metrics = closing(new Metrics());
        Database database = closing(Database.open(settings.database(running.app(), running.signIn()), sealKey));
        metrics.watch(database);
        metrics.watch(settings.find(Keys.DATABASE_MONITOR_URL).orElse(running.app()));
        metrics.watch(new Receipts(settings.find(Keys.BACKUP_RECEIPTS).orElse(settings.home())));
        MailLoop mail = closing(new MailLoop(mailing(database)));
        HttpApi.Parts api = parts(secret, database, running, metrics, mail);
        String host = settings.get(Keys.HOST);
        boolean alone = settings.find(Keys.MANAGEMENT_PORT).isEmpty();
        Javalin javalin = HttpApi.create(
                api, host, settings.get(Keys.PORT), alone, demo ? Optional.of(Demo.LOG_IN) : Optional.empty());
        await(migration);
        requireUsable(database);
        mail.start();
        if (demo) {
            new Demo(api, out).prepare();
        }
        port = listen(javalin, settings.get(Keys.PORT));
        settings.find(Keys.MANAGEMENT_PORT)
                .ifPresent(other -> listen(HttpApi.createManagement(api.system(), host, other), other));
        announce(running);
    }

    private Mailing mailing(Database database) {
        Post post = settings.find(Keys.SMTP_URL)
                .<Post>map(server -> new SmtpPost(server, settings.get(Keys.MAIL_FROM), clock))
                .orElseGet(() -> new MailDirectory(settings.mailDirectory(), settings.get(Keys.MAIL_FROM), clock));
        return new Mailing(database.outbox(), post, timeAndIds);
    }

    private HttpApi.Parts parts(
            SecretKey secret, Database database, RunningDatabase running, Metrics metrics, MailLoop mail) {
        JwtAccessTokens tokens = new JwtAccessTokens(
                secret, settings.find(Keys.ACCESS_TOKEN_SIGNING_KEYS).orElse(List.of()));
        Argon2Passwords passwords = new Argon2Passwords();
        return new HttpApi.Parts(
                new Accounts(database.accounts(), passwords, tokens, timeAndIds, mail::wake),
                new Workspaces(database.directory(), database.accounts(), database.tenancy(), timeAndIds),
                new Members(database.tenancy(), timeAndIds),
                new Artifacts(database.tenancy(), timeAndIds),
                new Sessions(database.accounts()),
                new Recovery(database.recovery(), database.accounts(), passwords, tokens, timeAndIds, mail::wake),
                new Invitations(database.tenancy(), database.acceptances(), passwords, timeAndIds, mail::wake),
                new ApiKeys(database.tenancy(), database.apiKeys(), timeAndIds),
                tokens,
                tokens.publicKeys(),
                secret,
                new ServerStatus(database, running.app(), metrics),
                metrics,
                clock,
                settings.get(Keys.AUTH_ATTEMPTS_PER_MINUTE),
                settings.find(Keys.TRUSTED_PROXIES).orElse(TrustedProxies.NONE));
    }

    /** What the library asks before its first use, asked before the first request. */
    private static void requireUsable(Database database) {
        try {
            database.requireUsable();
        } catch (IllegalStateException refused) {
            throw new ConfigurationError("DATABASE_URL: " + refused.getMessage() + ".");
        } catch (Unavailable gone) {
            throw new StartFailure(Exit.UNREACHABLE, "The database was lost at the start: " + gone.getMessage(), gone);
        }
    }

    private static void await(FutureTask<Void> migration) {
        try {
            migration.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(Exit.INTERRUPTED, "Interrupted while the database is migrated.", e);
        }
    }

    private int listen(Javalin javalin, int port) {
        try {
            javalin.start();
        } catch (JavalinException e) {
            throw cannotListen(port, e);
        }
        parts.push(javalin::stop);
        return javalin.port();
    }

    /** Asked before anything is started, so that the answer comes at once. */
    private void requireFree(int port) {
        String host = settings.get(Keys.HOST);
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new ConfigurationError("HOST must be an address of this machine, and \"" + host + "\" is none.");
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        } catch (IOException e) {
            throw cannotListen(port, e);
        }
    }

    private StartFailure cannotListen(int port, Exception why) {
        return new StartFailure(
                Exit.MACHINE,
                "Cannot listen on port " + port + " of " + settings.get(Keys.HOST) + ": " + why.getMessage()
                        + ". Choose another with PORT or MANAGEMENT_PORT.",
                why);
    }

    private void announce(RunningDatabase running) {
        String base = "http://" + settings.get(Keys.HOST) + ":" + port;
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

    /** Where it listens. */
    int port() {
        return port;
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
