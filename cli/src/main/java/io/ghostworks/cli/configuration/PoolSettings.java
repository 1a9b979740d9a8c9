package io.ghostworks.cli.configuration;

import io.ghostworks.jooq.DatabaseSettings;
import io.ghostworks.migrations.DatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** How the server uses its database: the {@code DATABASE_POOL…} keys and what goes with them. */
public record PoolSettings(
        boolean isPooled,
        int size,
        int maxOverflow,
        Duration recycle,
        Duration timeout,
        Duration statementTimeout,
        boolean echo) {

    private static final List<String> OF_A_POOL =
            List.of("DATABASE_POOL_SIZE", "DATABASE_MAX_OVERFLOW", "DATABASE_POOL_RECYCLE", "DATABASE_POOL_TIMEOUT");

    static PoolSettings read(Configuration configuration) {
        boolean pooled = configuration
                .value("DATABASE_POOL", "pooled or none", text -> switch (text) {
                    case "pooled" -> true;
                    case "none" -> false;
                    default -> throw new IllegalArgumentException(text);
                })
                .orElse(true);
        if (!pooled) {
            OF_A_POOL.stream().filter(configuration::has).findFirst().ifPresent(key -> {
                throw new ConfigurationError(key + " has no meaning with DATABASE_POOL=none; leave one of them out.");
            });
        }
        return new PoolSettings(
                pooled,
                configuration.number("DATABASE_POOL_SIZE", 1, 10_000, 10),
                configuration.number("DATABASE_MAX_OVERFLOW", 0, 10_000, 20),
                Duration.ofSeconds(configuration.number("DATABASE_POOL_RECYCLE", 30, 1_000_000, 3600)),
                Duration.ofSeconds(configuration.number("DATABASE_POOL_TIMEOUT", 1, 3600, 5)),
                Duration.ofSeconds(configuration.number("DATABASE_STATEMENT_TIMEOUT", 0, 86_400, 30)),
                configuration.truth("DATABASE_ECHO", false));
    }

    public DatabaseSettings with(DatabaseUrl app, DatabaseUrl signIn) {
        return new DatabaseSettings(
                app.jdbcUrl(),
                user(app),
                password(app),
                size,
                maxOverflow,
                recycle,
                timeout,
                isPooled,
                statementTimeout,
                echo,
                new DatabaseSettings.SignInCredentials(signIn.jdbcUrl(), user(signIn), password(signIn)));
    }

    private static String user(DatabaseUrl url) {
        return Objects.requireNonNullElse(url.user(), System.getProperty("user.name"));
    }

    private static String password(DatabaseUrl url) {
        return Objects.requireNonNullElse(url.password(), "");
    }
}
