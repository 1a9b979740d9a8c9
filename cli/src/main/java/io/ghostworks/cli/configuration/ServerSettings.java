package io.ghostworks.cli.configuration;

import io.ghostworks.api.web.TrustedProxies;
import io.ghostworks.crypto.SecretKey;
import io.ghostworks.migrations.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that can be configured, as docs/configuration.md lists it.
 *
 * @param home where the server keeps what it must not forget: keys, mail, the embedded database
 * @param database empty for the embedded one
 * @param signInDatabase the same database for the role that signs people in; there if and only if {@code database} is
 * @param managementPort empty to answer health and metrics with the API
 * @param tokenKey empty to keep one in {@code home}
 * @param authAttemptsPerMinute no rate, in spite of its name: how many wrong passwords for one account cost nothing. Other limits
 *     are multiples of it: see docs/configuration.md
 */
public record ServerSettings(
        Path home,
        Optional<DatabaseUrl> database,
        Optional<DatabaseUrl> signInDatabase,
        Optional<DatabaseUrl> migrationDatabase,
        PoolSettings pool,
        Duration startupTimeout,
        String host,
        int port,
        Optional<Integer> managementPort,
        Optional<SecretKey> tokenKey,
        Path mailDirectory,
        int authAttemptsPerMinute,
        TrustedProxies trustedProxies) {

    public static final Set<String> KEYS = Set.of(
            "DATABASE_URL",
            "DATABASE_SIGN_IN_URL",
            "DATABASE_MIGRATION_URL",
            "DATABASE_POOL_SIZE",
            "DATABASE_MAX_OVERFLOW",
            "DATABASE_POOL_RECYCLE",
            "DATABASE_POOL_TIMEOUT",
            "DATABASE_POOL",
            "DATABASE_STATEMENT_TIMEOUT",
            "DATABASE_STARTUP_TIMEOUT",
            "DATABASE_ECHO",
            "HOST",
            "PORT",
            "MANAGEMENT_PORT",
            "ACCESS_TOKEN_KEY",
            "MAIL_DIRECTORY",
            "AUTH_ATTEMPTS_PER_MINUTE",
            "TRUSTED_PROXIES");

    public ServerSettings {
        if (port != 0 && managementPort.equals(Optional.of(port))) {
            throw new ConfigurationError("MANAGEMENT_PORT must be another than PORT.");
        }
    }

    /** @throws ConfigurationError if anything cannot be used */
    public static ServerSettings read(Map<String, String> environment, Optional<Path> file, Path home) {
        Configuration configuration = Configuration.read(environment, file, KEYS);
        if (configuration.has("DATABASE_MIGRATION_URL") && !configuration.has("DATABASE_URL")) {
            throw new ConfigurationError("DATABASE_MIGRATION_URL says how to migrate DATABASE_URL, which is not set.");
        }
        Optional<DatabaseUrl> database = url(configuration, "DATABASE_URL");
        Optional<DatabaseUrl> signIn = url(configuration, "DATABASE_SIGN_IN_URL");
        requireRolesApart(database, signIn);
        return new ServerSettings(
                home,
                database,
                signIn,
                url(configuration, "DATABASE_MIGRATION_URL"),
                PoolSettings.read(configuration),
                Duration.ofSeconds(configuration.number("DATABASE_STARTUP_TIMEOUT", 0, 86_400, 60)),
                configuration.text("HOST").orElse("127.0.0.1"),
                configuration.number("PORT", 0, 65_535, 8000),
                configuration.has("MANAGEMENT_PORT")
                        ? Optional.of(configuration.number("MANAGEMENT_PORT", 0, 65_535, 0))
                        : Optional.empty(),
                configuration.value("ACCESS_TOKEN_KEY", "at least 32 bytes as Base64", SecretKey::parse),
                configuration.value("MAIL_DIRECTORY", "a path", Path::of).orElse(home.resolve("mail")),
                configuration.number("AUTH_ATTEMPTS_PER_MINUTE", 1, 1_000_000, 10),
                configuration
                        .value(
                                "TRUSTED_PROXIES",
                                "addresses or networks such as 10.0.0.0/8, 192.0.2.7",
                                TrustedProxies::parse)
                        .orElse(TrustedProxies.NONE));
    }

    /** The same with another port. */
    public ServerSettings withPort(int other) {
        return new ServerSettings(
                home,
                database,
                signInDatabase,
                migrationDatabase,
                pool,
                startupTimeout,
                host,
                other,
                managementPort,
                tokenKey,
                mailDirectory,
                authAttemptsPerMinute,
                trustedProxies);
    }

    private static void requireRolesApart(Optional<DatabaseUrl> database, Optional<DatabaseUrl> signIn) {
        if (database.isEmpty() && signIn.isPresent()) {
            throw new ConfigurationError(
                    "DATABASE_SIGN_IN_URL says how people sign in at DATABASE_URL, which is not set.");
        }
        if (database.isPresent() && signIn.isEmpty()) {
            throw new ConfigurationError("DATABASE_SIGN_IN_URL is not set: people sign in as a role of its own. Set"
                    + " GHOSTWORKS_SIGN_IN_PASSWORD and run `db init` (again), which makes the role ghostworks_sign_in,"
                    + " then set DATABASE_SIGN_IN_URL to the same database for that role.");
        }
        if (database.isPresent() && database.map(DatabaseUrl::user).equals(signIn.map(DatabaseUrl::user))) {
            throw new ConfigurationError(
                    "DATABASE_SIGN_IN_URL must name another role than DATABASE_URL does: what works"
                            + " inside tenants must not sign people in.");
        }
    }

    private static Optional<DatabaseUrl> url(Configuration configuration, String key) {
        return configuration.text(key).map(text -> {
            try {
                return DatabaseUrl.parse(text);
            } catch (IllegalArgumentException e) {
                throw new ConfigurationError(key + " cannot be used: " + e.getMessage());
            }
        });
    }
}
