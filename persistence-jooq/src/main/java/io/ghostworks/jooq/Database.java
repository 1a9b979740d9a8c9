package io.ghostworks.jooq;

import io.ghostworks.account.AccountStore;
import io.ghostworks.account.RecoveryStore;
import io.ghostworks.error.Unavailable;
import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.Seals;
import io.ghostworks.jooq.connection.SqlErrors;
import io.ghostworks.jooq.door.Doors;
import io.ghostworks.jooq.door.SignIn;
import io.ghostworks.jooq.store.JooqAcceptanceStore;
import io.ghostworks.jooq.store.JooqAccountStore;
import io.ghostworks.jooq.store.JooqApiKeyIssuer;
import io.ghostworks.jooq.store.JooqOutbox;
import io.ghostworks.jooq.store.JooqRecoveryStore;
import io.ghostworks.jooq.store.JooqStores;
import io.ghostworks.jooq.store.JooqTenantDirectory;
import io.ghostworks.mail.Outbox;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.AcceptanceStore;
import io.ghostworks.tenant.ApiKeyIssuer;
import io.ghostworks.tenant.TenantDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.ExecuteListenerProvider;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.jooq.impl.NoTransactionProvider;
import org.jspecify.annotations.Nullable;

/**
 * A migrated PostgreSQL and every way into it. Safe for all threads.
 *
 * <p>Connect as a plain member of {@code authenticated_users}. A role that the policies do not bind, which is a superuser, one
 * with BYPASSRLS, and the owner of a table whose row-level security is not forced, is refused at the first use with {@link
 * UnboundRole}.
 */
public final class Database implements AutoCloseable {

    static {
        QuietJooq.load();
    }

    private final RefusedChanges refused = new RefusedChanges(System::nanoTime);
    private final Connections source;
    private final @Nullable Connections signInSource;
    private final Connections connections;
    private final Doors doors;
    /** Null over somebody else's connections, of which one is asked then. */
    private final @Nullable ServerProbe probe;

    /** Null where nothing was said of how people sign in. */
    private final @Nullable SignIn signIn;

    private Database(
            Connections source,
            @Nullable OwnConnection own,
            Supplier<SealKey> key,
            @Nullable Connections signIn,
            RoleCheck check,
            boolean echo,
            Duration slowQuery) {
        JooqVersion.require();
        this.source = source;
        this.signInSource = signIn;
        this.connections = checked(source, check);
        Configuration configuration = new DefaultConfiguration()
                .set(SQLDialect.POSTGRES)
                .set(new NoTransactionProvider())
                .set(listeners(echo, slowQuery))
                // jOOQ's own log would show parameters.
                .set(new Settings().withExecuteLogging(false).withBindOffsetDateTimeType(true));
        Configuration changing = configuration.deriveAppending(refused);
        Seals seals = ids -> key.get().seal(ids, Instant.now());
        this.doors = new Doors(connections, seals, readOnly -> readOnly ? configuration : changing, JooqStores::new);
        this.probe = own == null ? null : probe(own, seals, check, configuration);
        this.signIn = signIn == null
                ? null
                : new SignIn(new UnsharedStatements(signIn), SqlErrors.in(SqlErrors.OURS, changing));
    }

    private ExecuteListenerProvider[] listeners(boolean echo, Duration slowQuery) {
        ExecuteListenerProvider echoes = new DefaultExecuteListenerProvider(new SqlEcho(echo));
        return slowQuery.isZero()
                ? new ExecuteListenerProvider[] {echoes}
                : new ExecuteListenerProvider[] {echoes, SlowStatement.longerThan(slowQuery, this::scope)};
    }

    private static Connections checked(Connections source, RoleCheck check) {
        Connections unshared = new UnsharedStatements(source);
        return check == RoleCheck.ON ? new CheckedConnections(unshared) : unshared;
    }

    private static ServerProbe probe(OwnConnection own, Seals seals, RoleCheck check, Configuration configuration) {
        Doors apart = new Doors(checked(own, check), seals, readOnly -> configuration, JooqStores::new);
        return new ServerProbe(own, () -> apart.outside(ServerInfo::read));
    }

    /**
     * Opens a pool of its own, and a small one more where {@link DatabaseSettings#withSignIn} says how people sign in. Does
     * not connect yet, so it succeeds while the server is down.
     *
     * @param key one that the database has: {@code db init} or {@code db rotate-seal-key} gave it to it. With another one
     *     every use throws {@link Unavailable}
     */
    public static Database open(DatabaseSettings settings, SealKey key) {
        return open(settings, () -> key);
    }

    /**
     * As {@link #open(DatabaseSettings, SealKey)}, with a key that may change.
     *
     * @param key asked before each transaction, by any thread
     */
    public static Database open(DatabaseSettings settings, Supplier<SealKey> key) {
        return open(settings, key, RoleCheck.ON);
    }

    /** {@link #open(DatabaseSettings, Supplier)}, for a test that needs a role that is bound by nothing. */
    public static Database open(DatabaseSettings settings, Supplier<SealKey> key, RoleCheck check) {
        Connections signIn = settings.ofSignIn()
                .map(own -> connections(own, "ghostworks-sign-in"))
                .orElse(null);
        return new Database(
                connections(settings, "ghostworks"),
                new OwnConnection(settings),
                key,
                signIn,
                check,
                settings.echo(),
                settings.slowQuery());
    }

    private static Connections connections(DatabaseSettings settings, String name) {
        return settings.isPooled() ? new Pool(settings, name) : new FreshConnections(settings);
    }

    /**
     * Uses the connections of a pool that somebody else owns and closes. They must be in autocommit mode and outside of any
     * transaction when handed out: a data source that hands out the connection of the caller's transaction is refused
     * inside of one, with {@link UnusableDatabase}, and the transaction stays as it is.
     *
     * @param key as in {@link #open(DatabaseSettings, SealKey)}
     */
    public static Database over(DataSource dataSource, SealKey key) {
        return over(dataSource, () -> key);
    }

    /** As {@link #over(DataSource, SealKey)}, with a key that may change: it is asked before each transaction. */
    public static Database over(DataSource dataSource, Supplier<SealKey> key) {
        return over(dataSource, key, RoleCheck.ON);
    }

    /** {@link #over(DataSource, Supplier)}, for a test that needs a role that is bound by nothing. */
    public static Database over(DataSource dataSource, Supplier<SealKey> key, RoleCheck check) {
        return new Database(new BorrowedConnections(dataSource), null, key, null, check, false, Duration.ZERO);
    }

    /**
     * As {@link #over(DataSource, Supplier)}, for a service that signs people in too.
     *
     * @param signIn connects as {@code ghostworks_sign_in}, and no code but this uses it: who has its connections can sign
     *     in as anybody. Signing in fails with an {@link IllegalStateException} where they are the application's own
     */
    public static Database over(DataSource dataSource, Supplier<SealKey> key, DataSource signIn) {
        return new Database(
                new BorrowedConnections(dataSource),
                null,
                key,
                new BorrowedConnections(signIn),
                RoleCheck.ON,
                false,
                Duration.ZERO);
    }

    /** As {@link #over(DataSource, Supplier, DataSource)}, with one key. */
    public static Database over(DataSource dataSource, SealKey key, DataSource signIn) {
        return over(dataSource, () -> key, signIn);
    }

    /** The door to a tenant's stores. */
    public Tenancy tenancy() {
        return doors;
    }

    /** The door to a tenant's rows in an embedding service's own tables. */
    public TenantTables tables() {
        return new TenantTables(doors);
    }

    /**
     * A data source for everything that speaks JDBC: plain JDBC, jOOQ, JdbcTemplate, Hibernate, MyBatis. Each statement runs in the
     * tenant of the scope that the caller is in, which {@link Tenancy#within} says, or a door that is open. Without one it fails with
     * SQLSTATE 42501, and so it does in an open transaction of another scope. Closing it is not needed; it ends with this.
     *
     * <p>In auto-commit mode a statement is a transaction of its own, and one round trip if it reads. A transaction that the application
     * begins takes the context with its first statement. A {@link #tenancy} or {@link #tables} call on the same thread joins it: one
     * connection, one commit, and when a part of it fails nothing is stored. Inside a write of {@link #tenancy} a connection of this
     * joins the write instead: its commit then does nothing, and its rollback fails the write.
     *
     * <p>The rules of {@link #tables} hold: one statement at a time that reads or changes rows, no savepoint, no way to the connection
     * below; what is left on a connection is removed. Every transaction is READ COMMITTED.
     */
    public DataSource dataSource() {
        return doors.armed();
    }

    /** The scope that the caller is in, to be handed over to another thread, which enters it with {@link Tenancy#within}. */
    public Optional<Scope> scope() {
        return doors.scope();
    }

    /**
     * Users, and how they sign in.
     *
     * @throws IllegalStateException if nothing was said of how people sign in
     */
    public AccountStore accounts() {
        return new JooqAccountStore(doors, signIn());
    }

    /**
     * What users prove by a token that is mailed to them.
     *
     * @throws IllegalStateException if nothing was said of how people sign in
     */
    public RecoveryStore recovery() {
        return new JooqRecoveryStore(signIn());
    }

    /**
     * The letters that wait. A service with {@link #accounts()} of its own empties it, with {@code io.ghostworks.Mailing} and a
     * {@code Post} of its own.
     *
     * @throws IllegalStateException if nothing was said of how people sign in
     */
    public Outbox outbox() {
        return new JooqOutbox(signIn());
    }

    /**
     * How people accept the invitations that were mailed to them.
     *
     * @throws IllegalStateException if nothing was said of how people sign in
     */
    public AcceptanceStore acceptances() {
        return new JooqAcceptanceStore(signIn(), accounts());
    }

    /**
     * What makes API keys.
     *
     * @throws IllegalStateException if nothing was said of how people sign in
     */
    public ApiKeyIssuer apiKeys() {
        return new JooqApiKeyIssuer(signIn());
    }

    private SignIn signIn() {
        if (signIn == null) {
            throw new IllegalStateException(
                    "accounts() signs people in as a role of its own, ghostworks_sign_in, and this Database has no"
                            + " credentials of it: open it with DatabaseSettings.withSignIn, or over two data sources");
        }
        return signIn;
    }

    public TenantDirectory directory() {
        return new JooqTenantDirectory(doors);
    }

    /**
     * Asks now what is asked before the first use: whether row-level security binds the role.
     *
     * @throws UnboundRole if it does not
     * @throws UnusableDatabase if the database is not migrated, or the connections are not such as can be used
     * @throws Unavailable if the server does not answer
     */
    public void requireUsable() {
        connections.giveBack(connections.borrow());
    }

    /** How full the pool is; empty if it is not ours, or there is none. */
    public Optional<PoolStatus> pool() {
        return status(source);
    }

    /** The same of the pool that signs people in; empty as well where nothing was said of how people sign in. */
    public Optional<PoolStatus> signInPool() {
        return status(signInSource);
    }

    private static Optional<PoolStatus> status(@Nullable Connections source) {
        return source instanceof Pool pool ? Optional.of(pool.status()) : Optional.empty();
    }

    /**
     * Asks the server what it is: on a connection of its own and for some seconds at most, so also while the pool is exhausted; over
     * somebody else's data source on one of theirs.
     *
     * @throws Unavailable if it does not answer
     */
    public ServerInfo server() {
        ServerInfo asked = probe == null ? doors.outside(ServerInfo::read) : probe.ask();
        return refused.isRecent() ? asked.refusingChanges() : asked;
    }

    /** Closes the pools that are ours. Statements that run are cut off. */
    @Override
    public void close() {
        connections.close();
        if (probe != null) {
            probe.close();
        }
        if (signIn != null) {
            signIn.close();
        }
    }
}
