package io.ghostworks.jooq;

import io.ghostworks.account.AccountStore;
import io.ghostworks.error.Unavailable;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenant.TenantDirectory;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.NoTransactionProvider;

/**
 * A migrated PostgreSQL and every way into it. Safe for all threads.
 *
 * <p>Connect as a plain member of {@code authenticated_users}: the owner of the tables is bound by the policies too, but a
 * superuser is not.
 */
public final class Database implements AutoCloseable {

    private final Connections connections;
    private final Doors doors;

    private Database(Connections connections, boolean echo) {
        this.connections = connections;
        Configuration configuration = new DefaultConfiguration()
                .set(SQLDialect.POSTGRES)
                .set(new NoTransactionProvider())
                .set(new SqlErrors(), new SqlEcho(echo))
                // jOOQ's own log would show parameters.
                .set(new Settings().withExecuteLogging(false).withBindOffsetDateTimeType(true));
        this.doors = new Doors(connections, configuration);
    }

    /** Opens a pool of its own. Does not connect yet, so it succeeds while the server is down. */
    public static Database open(DatabaseSettings settings) {
        return new Database(settings.isPooled() ? new Pool(settings) : new FreshConnections(settings), settings.echo());
    }

    /**
     * Uses the connections of a pool that somebody else owns and closes. They must be in autocommit mode when handed out.
     */
    public static Database over(DataSource dataSource) {
        return new Database(new BorrowedConnections(dataSource), false);
    }

    /** The door to a tenant's stores. */
    public Tenancy tenancy() {
        return new JooqTenancy(doors);
    }

    /** The door to a tenant's rows in an embedding service's own tables. */
    public TenantTables tables() {
        return new TenantTables(doors);
    }

    public AccountStore accounts() {
        return new JooqAccountStore(doors);
    }

    public TenantDirectory directory() {
        return new JooqTenantDirectory(doors);
    }

    /** How full the pool is; empty if it is not ours, or there is none. */
    public Optional<PoolStatus> pool() {
        return connections.status();
    }

    /**
     * Asks the server what it is.
     *
     * @throws Unavailable if it does not answer
     */
    public ServerInfo server() {
        return doors.outside(Doors.NOBODY, ServerInfo::read);
    }

    /** Closes the pool if it is ours. Statements that run are cut off. */
    @Override
    public void close() {
        connections.close();
    }
}
