package io.ghostworks.jooq;

import java.time.Duration;

/**
 * How to connect. The defaults are those of the server's documentation.
 *
 * @param jdbcUrl {@code jdbc:postgresql://…} without user and password; its parameters reach the driver
 * @param poolSize connections kept open, 1 or more
 * @param maxOverflow more connections under load, closed when idle
 * @param recycle how long a connection may live
 * @param borrowTimeout how long to wait for a connection
 * @param isPooled false for a fresh connection each time: behind an external pooler, and in tests
 * @param statementTimeout after this the server stops a statement; zero for never
 * @param echo whether to log every statement with its time, never its parameters
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
        boolean echo) {

    public DatabaseSettings {
        require(jdbcUrl.startsWith("jdbc:postgresql:"), "jdbcUrl must start with jdbc:postgresql:");
        require(poolSize >= 1, "poolSize must be at least 1");
        require(maxOverflow >= 0, "maxOverflow must not be negative");
        require(!recycle.isNegative() && !statementTimeout.isNegative(), "a duration must not be negative");
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
                false);
    }

    /** The same with another size of the pool. */
    public DatabaseSettings withPool(int size, int overflow, Duration timeout) {
        return new DatabaseSettings(
                jdbcUrl, user, password, size, overflow, recycle, timeout, isPooled, statementTimeout, echo);
    }

    /** The same without a pool. */
    public DatabaseSettings withoutPool() {
        return new DatabaseSettings(
                jdbcUrl, user, password, poolSize, maxOverflow, recycle, borrowTimeout, false, statementTimeout, echo);
    }

    /** The same with another age at which a connection is replaced. */
    public DatabaseSettings withRecycle(Duration age) {
        return new DatabaseSettings(
                jdbcUrl, user, password, poolSize, maxOverflow, age, borrowTimeout, isPooled, statementTimeout, echo);
    }

    /** The same with another limit for a statement. */
    public DatabaseSettings withStatementTimeout(Duration limit) {
        return new DatabaseSettings(
                jdbcUrl, user, password, poolSize, maxOverflow, recycle, borrowTimeout, isPooled, limit, echo);
    }

    /** The same with every statement logged, or not. */
    public DatabaseSettings withEcho(boolean logged) {
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
                logged);
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
}
