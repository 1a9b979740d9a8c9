package io.ghostworks.build;

import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.provisioning.Provisioning;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A migrated database with no rows that belongs to one test or test class. The data sources have no pool: each connection
 * is new. Any thread may use it.
 */
public final class TestDatabase implements AutoCloseable {
    /** Parameters are granted for a whole server, so one database alone has to be told that they are not. */
    private static final String KEEP_IN_SETTING = """
            do $$ declare f oid; begin
              for f in select oid from pg_proc where pronamespace = 'ghostworks'::regnamespace
                  and prosrc like '%has_parameter_privilege(%' loop
                execute replace(pg_get_functiondef(f), 'has_parameter_privilege(''backtrace_functions'', ''SET'')', 'false');
              end loop;
            end $$""";

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

    /** The secret of the key that seals tenant contexts here: 32 bytes. */
    public byte[] sealKey() {
        return server.sealKey();
    }

    /** The same as a configuration has it: Base64. */
    public String sealKeyText() {
        return Base64.getEncoder().encodeToString(sealKey());
    }

    /**
     * The statement that opens a tenant context until the end of its transaction, for tests that speak SQL themselves. It
     * can be executed for about a minute.
     *
     * @param tenant the nil UUID for none
     */
    public String enter(UUID tenant, UUID user) {
        return "select ghostworks.enter('" + new TestSeal(sealKey()).of(tenant, user, Instant.now()) + "', null)";
    }

    /** From now on contexts are kept in a sealed setting, as on a server where nobody could grant the parameter for them. */
    public void keepContextsInASetting() {
        TestDatabases.execute(admin(), KEEP_IN_SETTING);
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
