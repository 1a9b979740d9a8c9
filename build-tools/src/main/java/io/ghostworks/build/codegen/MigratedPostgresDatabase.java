package io.ghostworks.build.codegen;

import io.ghostworks.build.ScratchServer;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.provisioning.Provisioner;
import io.ghostworks.migrations.provisioning.Provisioning;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.meta.postgres.PostgresDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The database that jOOQ's generator reads: new, with the migrations of Ghostworks and then those of an embedding service.
 *
 * <p>Properties, both or none: {@code locations}, comma separated {@code filesystem:} and {@code classpath:} folders, and
 * {@code schema}, the schema of these migrations. Maven does not change to the module's directory, so a folder is written
 * as {@code filesystem:${project.basedir}/src/main/resources/db/billing}.
 */
public final class MigratedPostgresDatabase extends PostgresDatabase {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    static {
        // A build's log is no place for a banner and a tip of the day.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private @Nullable ScratchServer server;
    private final Provisioning provisioning;

    /** For jOOQ. */
    public MigratedPostgresDatabase() {
        String run = UUID.randomUUID().toString().substring(0, 8);
        provisioning = new Provisioning("ghostworks_codegen_" + run, "ghostworks_codegen_" + run, null);
    }

    @Override
    protected DSLContext create0() {
        if (getConnection() == null) {
            setConnection(migrated());
        }
        return DSL.using(getConnection(), SQLDialect.POSTGRES);
    }

    private Connection migrated() {
        ScratchServer started = ScratchServer.open();
        server = started;
        new Provisioner(started.admin()).provision(provisioning);
        DatabaseUrl url = started.admin().withDatabase(provisioning.database());
        new Migrator(url).upgrade();
        String locations = getProperties().getProperty("locations", "").strip();
        String schema = getProperties().getProperty("schema", "").strip();
        if (locations.isEmpty() != schema.isEmpty()) {
            throw new IllegalArgumentException(
                    "the properties locations and schema of " + getClass().getName()
                            + " belong together: the folders of the migrations, and the schema they are for");
        }
        if (!schema.isEmpty()) {
            new Migrator(url, schema, List.of(COMMA.split(locations))).upgrade();
        }
        try {
            return url.dataSource().getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the migrated database " + url, e);
        }
    }

    @Override
    public void close() {
        Connection connection = getConnection();
        super.close();
        try (ScratchServer started = server) {
            if (connection != null) {
                connection.close();
            }
            if (started != null && started.external()) {
                drop(started.admin());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot remove the database " + provisioning.database(), e);
        }
    }

    private void drop(DatabaseUrl admin) throws SQLException {
        try (Connection admins = admin.dataSource().getConnection();
                Statement statement = admins.createStatement()) {
            statement.execute("drop database if exists " + provisioning.database() + " with (force)");
            statement.execute("drop role if exists " + provisioning.appRole());
        }
    }
}
