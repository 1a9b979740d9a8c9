package io.ghostworks.jooq;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to connect. The defaults are those of the server's documentation.
 *
 * @param jdbcUrl {@code jdbc:postgresql://…} without user and password; its parameters reach the driver
 * @param poolSize connections kept open, 1 or more
 * @param maxOverflow more connections under load, closed when idle
 * @param recycle how long a connection may live
 * @param borrowTimeout how long to wait for a connection
 * @param isPooled false for a fresh connection each time: behind an external pooler, and in tests
 * @param statementTimeout after this the server stops a statement; zero for never, and then connections start with no
 *     option of ours, only with what the role stored
 * @param echo whether to log every statement with its time, never its parameters
 * @param slowQuery a statement that takes so long is logged with its tenant, never its parameters; zero for none
 * @param signIn as whom people are signed in, in a small pool of its own; null where {@link Database#accounts} is not used
 */
public record DatabaseSettings(
        String jdbcUrl,
        String user,
        String password,
        int poolSize,
        int maxOverflow,
        Duration recycle,
        Duration borrowTimeout,
        boolean isPooled,
        Duration statementTimeout,
        boolean echo,
        Duration slowQuery,
        @Nullable SignInCredentials signIn) {

    /** Signing in is short, and hashing a password takes longer than all its statements. */
    private static final int SIGN_IN_POOL = 1;

    private static final int SIGN_IN_OVERFLOW = 2;

    public DatabaseSettings {
        require(jdbcUrl.startsWith("jdbc:postgresql:"), "jdbcUrl must start with jdbc:postgresql:");
        require(poolSize >= 1, "poolSize must be at least 1");
        require(maxOverflow >= 0, "maxOverflow must not be negative");
        require(
                !recycle.isNegative() && !statementTimeout.isNegative() && !slowQuery.isNegative(),
                "a duration must not be negative");
        require(
                signIn == null || !signIn.user().equals(user),
                "the sign-in role must differ from the application's: tenants' doors must not reach what it may do");
        require(borrowTimeout.toMillis() >= 250, "borrowTimeout must be at least 250 ms");
    }

    /** The defaults for a server. */
    public static DatabaseSettings of(String jdbcUrl, String user, String password) {
        return new DatabaseSettings(
                jdbcUrl,
                user,
                password,
                10,
                20,
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                true,
                Duration.ofSeconds(30),
                false,
                Duration.ofMillis(200),
                null);
    }

    /**
     * The same, and people are signed in by this role of the same database: {@code ghostworks_sign_in}, or a member of it.
     * All else is as for the application, except that at most three connections are open.
     */
    public DatabaseSettings withSignIn(String jdbcUrl, String user, String password) {
        return with(new SignInCredentials(jdbcUrl, user, password));
    }

    /** The same with another size of the pool. */
    public DatabaseSettings withPool(int size, int overflow, Duration timeout) {
        return new DatabaseSettings(
                jdbcUrl,
                user,
                password,
                size,
                overflow,
                recycle,
                timeout,
                isPooled,
                statementTimeout,
                echo,
                slowQuery,
                signIn);
    }

    /** The same without a pool. */
    public DatabaseSettings withoutPool() {
        return new DatabaseSettings(
                jdbcUrl,
                user,
                password,
                poolSize,
                maxOverflow,
                recycle,
                borrowTimeout,
                false,
                statementTimeout,
                echo,
                slowQuery,
                signIn);
    }

    /** The same with another limit for a statement. */
    public DatabaseSettings withStatementTimeout(Duration limit) {
        return new DatabaseSettings(
                jdbcUrl,
                user,
                password,
                poolSize,
                maxOverflow,
                recycle,
                borrowTimeout,
                isPooled,
                limit,
                echo,
                slowQuery,
                signIn);
    }

    /** The same with another time from which on a statement is logged; zero for none. */
    public DatabaseSettings withSlowQuery(Duration limit) {
        return new DatabaseSettings(
                jdbcUrl,
                user,
                password,
                poolSize,
                maxOverflow,
                recycle,
                borrowTimeout,
                isPooled,
                statementTimeout,
                echo,
                limit,
                signIn);
    }

    private DatabaseSettings with(@Nullable SignInCredentials other) {
        return new DatabaseSettings(
                jdbcUrl,
                user,
                password,
                poolSize,
                maxOverflow,
                recycle,
                borrowTimeout,
                isPooled,
                statementTimeout,
                echo,
                slowQuery,
                other);
    }

    /** How to connect as the sign-in role; empty where nobody signs in. */
    Optional<DatabaseSettings> ofSignIn() {
        return Optional.ofNullable(signIn)
                .map(own -> new DatabaseSettings(
                        own.jdbcUrl(),
                        own.user(),
                        own.password(),
                        SIGN_IN_POOL,
                        SIGN_IN_OVERFLOW,
                        recycle,
                        borrowTimeout,
                        isPooled,
                        statementTimeout,
                        echo,
                        slowQuery,
                        null));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + user + " at " + jdbcUrl.replaceFirst("\\?.*", "") + "]";
    }

    /** As whom people are signed in. Never printed with its password. */
    public record SignInCredentials(String jdbcUrl, String user, String password) {

        public SignInCredentials {
            require(jdbcUrl.startsWith("jdbc:postgresql:"), "jdbcUrl must start with jdbc:postgresql:");
        }

        @Override
        public String toString() {
            return "SignInCredentials[" + user + "]";
        }
    }
}
