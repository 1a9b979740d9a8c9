package io.ghostworks.cli.configuration;

import io.ghostworks.jooq.DatabaseSettings;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** How a server is configured: a {@link Configuration} whose keys do not contradict each other, and the home. */
public final class ServerSettings {

    private final Path home;
    private final Configuration configuration;
    private final SealKeySource sealKey;

    private ServerSettings(Path home, Configuration configuration) {
        this.home = home;
        this.configuration = configuration;
        this.sealKey = new SealKeySource(configuration, home);
        refuseContradictions();
    }

    /** @throws ConfigurationError if anything cannot be used */
    public static ServerSettings read(Map<String, String> environment, Optional<Path> file, Path home) {
        return new ServerSettings(home, Configuration.read(environment, file));
    }

    private void refuseContradictions() {
        if (configuration.has(Keys.DATABASE_MIGRATION_URL) && !configuration.has(Keys.DATABASE_URL)) {
            throw new ConfigurationError("DATABASE_MIGRATION_URL says how to migrate DATABASE_URL, which is not set.");
        }
        if (configuration.has(Keys.DATABASE_MONITOR_URL) && !configuration.has(Keys.DATABASE_URL)) {
            throw new ConfigurationError("DATABASE_MONITOR_URL says how to watch DATABASE_URL, which is not set.");
        }
        requireRolesApart(find(Keys.DATABASE_URL), find(Keys.DATABASE_SIGN_IN_URL));
        if (get(Keys.PORT) != 0 && find(Keys.MANAGEMENT_PORT).equals(Optional.of(get(Keys.PORT)))) {
            throw new ConfigurationError("MANAGEMENT_PORT must differ from PORT.");
        }
        if (configuration.has(Keys.SMTP_URL) && configuration.has(Keys.MAIL_DIRECTORY)) {
            throw new ConfigurationError("MAIL_DIRECTORY has no meaning with SMTP_URL; leave one of them out.");
        }
        if (configuration.has(Keys.SMTP_URL) && !configuration.has(Keys.MAIL_FROM)) {
            throw new ConfigurationError("SMTP_URL needs MAIL_FROM, the address that messages are from.");
        }
        if (!get(Keys.DATABASE_POOL)) {
            Keys.OF_A_POOL.stream().filter(configuration::has).findFirst().ifPresent(key -> {
                throw new ConfigurationError(
                        key.name() + " has no meaning with DATABASE_POOL=none; leave one of them out.");
            });
        }
    }

    private static void requireRolesApart(Optional<DatabaseUrl> database, Optional<DatabaseUrl> signIn) {
        if (database.isEmpty() && signIn.isPresent()) {
            throw new ConfigurationError(
                    "DATABASE_SIGN_IN_URL says how people sign in at DATABASE_URL, which is not set.");
        }
        if (database.isPresent() && signIn.isEmpty()) {
            throw new ConfigurationError(
                    "DATABASE_SIGN_IN_URL is not set: signing in needs a database role of its own. Set"
                            + " GHOSTWORKS_SIGN_IN_PASSWORD and run `db init` (again), which makes the role"
                            + " ghostworks_sign_in, then set DATABASE_SIGN_IN_URL to the same database for that role.");
        }
        if (database.isPresent() && database.map(DatabaseUrl::user).equals(signIn.map(DatabaseUrl::user))) {
            throw new ConfigurationError(
                    "DATABASE_SIGN_IN_URL must name a different role from the one in DATABASE_URL: what works"
                            + " inside tenants must not sign people in.");
        }
    }

    /** Where the server keeps what it must not forget: keys, mail, the embedded database. */
    public Path home() {
        return home;
    }

    public <T> T get(Key<T> key) {
        return configuration.get(key);
    }

    public <T> Optional<T> find(Key<T> key) {
        return configuration.find(key);
    }

    public Duration seconds(Key<Integer> key) {
        return Duration.ofSeconds(get(key));
    }

    /**
     * What tenant contexts are sealed with, now.
     *
     * @throws ConfigurationError if there is no key, or none that can be used
     */
    public Supplier<SealKey> sealKey() {
        return sealKey.key();
    }

    public Path mailDirectory() {
        return find(Keys.MAIL_DIRECTORY).orElse(home.resolve("mail"));
    }

    /** How the server uses its database, at these addresses. */
    public DatabaseSettings database(DatabaseUrl app, DatabaseUrl signIn) {
        return new DatabaseSettings(
                app.jdbcUrl(),
                user(app),
                password(app),
                get(Keys.DATABASE_POOL_SIZE),
                get(Keys.DATABASE_MAX_OVERFLOW),
                seconds(Keys.DATABASE_POOL_RECYCLE),
                seconds(Keys.DATABASE_POOL_TIMEOUT),
                get(Keys.DATABASE_POOL),
                seconds(Keys.DATABASE_STATEMENT_TIMEOUT),
                get(Keys.DATABASE_ECHO),
                Duration.ofMillis(get(Keys.DATABASE_SLOW_QUERY_MS)),
                new DatabaseSettings.SignInCredentials(signIn.jdbcUrl(), user(signIn), password(signIn)));
    }

    private static String user(DatabaseUrl url) {
        return Objects.requireNonNullElse(url.user(), System.getProperty("user.name"));
    }

    private static String password(DatabaseUrl url) {
        return Objects.requireNonNullElse(url.password(), "");
    }

    /** The same with another port. */
    public ServerSettings withPort(int other) {
        return new ServerSettings(home, configuration.with(Keys.PORT, other));
    }

    /** Without any value, as some are secret. */
    @Override
    public String toString() {
        return "ServerSettings[home=" + home + "]";
    }
}
