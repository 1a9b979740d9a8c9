package io.ghostworks.build;

import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.SealKeys;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.provisioning.Provisioner;
import io.ghostworks.migrations.provisioning.Provisioning;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Databases for tests: one server per JVM, on it one migrated template, and of that a copy for whoever asks. All names
 * are of this JVM only, the roles of the application and of signing in too, so that many builds may share a server.
 */
public final class TestDatabases {
    private final ScratchServer server;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger made = new AtomicInteger();
    private final Provisioning template;
    /** The names of the databases that have an embedding service's migrations too. */
    private final ConcurrentMap<OwnMigrations, String> ownTemplates = new ConcurrentHashMap<>();
    /** What is done to every new database. */
    private volatile String mutation = "";

    private final byte[] sealKey = new byte[32];

    private TestDatabases(ScratchServer server) {
        this.server = server;
        this.template = new Provisioning(
                "ghostworks_template_" + run,
                "ghostworks_app_" + run,
                UUID.randomUUID().toString(),
                "ghostworks_sign_in_" + run,
                UUID.randomUUID().toString());
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-test-databases"));
        new Provisioner(server.admin()).provision(template);
        new Migrator(server.admin().withDatabase(template.database())).upgrade();
        new SecureRandom().nextBytes(sealKey);
        new SealKeys(server.admin().withDatabase(template.database())).add(sealKey);
    }

    /** Those of this JVM; the first call starts the server. */
    public static TestDatabases shared() {
        return Shared.INSTANCE;
    }

    /** An administrator's address of the server, for a test that makes databases and roles itself. */
    public DatabaseUrl admin() {
        return server.admin();
    }

    /**
     * A new database, provisioned and migrated, with no rows.
     *
     * @throws DatabaseProblem when it can't be made
     */
    public TestDatabase create() {
        return copyOf(template.database());
    }

    /**
     * As {@link #create()}, with an embedding service's own migrations applied too: once in this JVM, and copied from then on.
     *
     * @param schema as {@link Migrator} takes it
     * @param locations as {@link Migrator} takes them
     * @throws DatabaseProblem when it can't be made, or a migration fails
     */
    public TestDatabase create(String schema, List<String> locations) {
        return copyOf(ownTemplates.computeIfAbsent(new OwnMigrations(schema, List.copyOf(locations)), own -> {
            String name = template.database() + "_" + made.incrementAndGet();
            execute("create database " + name + " template " + template.database());
            new Migrator(server.admin().withDatabase(name), own.schema(), own.locations()).upgrade();
            return name;
        }));
    }

    private TestDatabase copyOf(String original) {
        Provisioning copy = new Provisioning(
                "ghostworks_test_" + run + "_" + made.incrementAndGet(),
                template.appRole(),
                template.appPassword(),
                template.signInRole(),
                template.signInPassword());
        execute("create database " + copy.database() + " template " + original);
        // A copy has the tables' privileges and not the database's own.
        new Provisioner(server.admin()).execute(copy.database(), copy.databasePrivileges());
        TestDatabase made = new TestDatabase(this, copy);
        if (!mutation.isEmpty()) {
            execute(made.admin(), mutation);
        }
        return made;
    }

    /**
     * Takes a protection out of every database that is made while the work runs, to see which tests notice.
     *
     * @param sql statements of an administrator
     */
    public void mutated(String sql, Runnable work) {
        mutation = sql;
        try {
            work.run();
        } finally {
            mutation = "";
        }
    }

    /** The secret of the key that all of them have. */
    byte[] sealKey() {
        return sealKey.clone();
    }

    void drop(String database) {
        execute("drop database if exists " + database + " with (force)");
    }

    private void execute(String sql) {
        execute(server.admin(), sql);
    }

    static void execute(DatabaseUrl url, String sql) {
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new DatabaseProblem("a test database: " + e.getMessage(), e);
        }
    }

    private void close() {
        if (server.external()) {
            ownTemplates.values().forEach(this::drop);
            drop(template.database());
            execute("drop role if exists " + template.appRole() + ", " + template.signInRole());
        }
        server.close();
    }

    private record OwnMigrations(String schema, List<String> locations) {}

    private static final class Shared {
        static final TestDatabases INSTANCE = new TestDatabases(ScratchServer.open());
    }
}
