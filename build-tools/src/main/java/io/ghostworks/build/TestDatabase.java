package io.ghostworks.build;

import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.provisioning.Provisioning;
import javax.sql.DataSource;

/**
 * A migrated database with no rows that belongs to one test or test class. The data sources have no pool: each connection
 * is new. Any thread may use it.
 */
public final class TestDatabase implements AutoCloseable {
    private final TestDatabases server;
    private final Provisioning provisioning;

    TestDatabase(TestDatabases server, Provisioning provisioning) {
        this.server = server;
        this.provisioning = provisioning;
    }

    public String name() {
        return provisioning.database();
    }

    /** As the application: a LOGIN role that row-level security binds. */
    public DatabaseUrl app() {
        return admin().withUser(provisioning.appRole(), provisioning.appPassword());
    }

    /** As what signs people in: a LOGIN role that can do nothing else. */
    public DatabaseUrl signIn() {
        return admin().withUser(provisioning.signInRole(), provisioning.signInPassword());
    }

    /** As an administrator, for whom row-level security does not exist: to prepare and to look, never to prove. */
    public DatabaseUrl admin() {
        return server.admin().withDatabase(name());
    }

    /** Connections as {@link #app()}. */
    public DataSource appDataSource() {
        return app().dataSource();
    }

    /** Connections as {@link #signIn()}. */
    public DataSource signInDataSource() {
        return signIn().dataSource();
    }

    /** Connections as {@link #admin()}. */
    public DataSource adminDataSource() {
        return admin().dataSource();
    }

    /** Drops the database, whoever is connected. */
    @Override
    public void close() {
        server.drop(name());
    }
}
