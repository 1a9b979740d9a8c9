package io.ghostworks.authoring;

import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.UpgradeOptions;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.provisioning.Provisioner;
import io.ghostworks.migrations.provisioning.Provisioning;
import io.ghostworks.migrations.sql.SqlScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.util.PSQLException;

/**
 * Databases of one project that are thrown away: as the migrations make it, as the declared schema makes it, and copies.
 * All of them belong to a role with a name that occurs nowhere else, so what belongs to it is known to belong to whoever
 * migrates. Needs a superuser of the server.
 */
public final class Scratch implements AutoCloseable {
    private final DatabaseUrl admin;
    private final MigrationProject project;
    private final String role;
    private final String password = UUID.randomUUID().toString();
    private final List<String> databases = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();
    private Optional<DatabaseUrl> base = Optional.empty();

    private Scratch(DatabaseUrl admin, MigrationProject project) {
        this.admin = admin;
        this.project = project;
        this.role = "ghostworks_scratch_"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /**
     * On a server that the caller closes after this.
     *
     * @param admin a superuser's address of a database that exists
     *
     * @throws DatabaseProblem when the server can't be reached or the role is no superuser
     */
    public static Scratch open(DatabaseUrl admin, MigrationProject project) {
        Scratch scratch = new Scratch(admin, project);
        scratch.execute(admin, "create role " + scratch.role + " superuser login password '" + scratch.password + "'");
        return scratch;
    }

    MigrationProject project() {
        return project;
    }

    /** The role that owns everything here and stands for whoever migrates. */
    String role() {
        return role;
    }

    /** A database before the first migration of the project. */
    DatabaseUrl empty() {
        if (base.isEmpty()) {
            base = Optional.of(provisioned());
        }
        return copyOf(base.get());
    }

    private DatabaseUrl provisioned() {
        String name = name();
        String app = role + "_app";
        roles.add(app);
        DatabaseUrl server = admin.withUser(role, password);
        new Provisioner(server).provision(new Provisioning(name, app, null));
        DatabaseUrl url = server.withDatabase(name);
        if (!project.ownSchema()) {
            new Migrator(url).upgrade();
            execute(url, "create schema if not exists " + quoted(project.schema()));
        }
        return url;
    }

    /** A database with the migrations, without the history of it. */
    DatabaseUrl migrated(Optional<String> version) {
        DatabaseUrl url = empty();
        Migrator migrator = project.migrator(url);
        migrator.upgrade(version.map(UpgradeOptions.DEFAULT::to).orElse(UpgradeOptions.DEFAULT));
        execute(url, "drop table if exists " + quoted(project.schema()) + ".flyway_schema_history");
        return url;
    }

    /** A database with the declared schema. */
    DatabaseUrl declared() {
        DeclaredSchema schema = DeclaredSchema.read(project.declared());
        DatabaseUrl url = empty();
        try (Connection connection = url.dataSource().getConnection()) {
            enter(connection);
            for (DeclaredSchema.File file : schema.files()) {
                run(connection, file.name(), file.text());
            }
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot make the declared schema on a scratch database", e);
        }
        return url;
    }

    /** As a migration finds it: unqualified names go to the schema, then to public. */
    void enter(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + quoted(project.schema()) + ", public");
        }
    }

    /** Executes a script in one transaction. */
    static void run(Connection connection, String file, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (SqlScript.Statement one : SqlScript.statements(sql)) {
                runOne(connection, file, one);
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    static void runOne(Connection connection, String file, SqlScript.Statement one) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(one.sql());
        } catch (PSQLException e) {
            int position = e.getServerErrorMessage() == null
                    ? 0
                    : e.getServerErrorMessage().getPosition();
            throw new DatabaseProblem(
                    DatabaseProblem.Kind.MIGRATION, file + ":" + one.lineAt(position) + ": " + e.getMessage(), e);
        }
    }

    /** A database with nothing in it. */
    DatabaseUrl bare() {
        String name = name();
        execute(admin.withUser(role, password), "create database " + name);
        return admin.withUser(role, password).withDatabase(name);
    }

    /** A copy, with its own life. */
    DatabaseUrl copyOf(DatabaseUrl original) {
        String name = name();
        execute(admin.withUser(role, password), "create database " + name + " template " + original.database());
        return original.withDatabase(name);
    }

    void drop(DatabaseUrl url) {
        execute(admin, "drop database if exists " + url.database() + " with (force)");
        databases.remove(url.database());
    }

    /**
     * Makes a role that only another server knows; it goes with the scratch databases.
     *
     * @return false when there is one of that name, which stays as it is
     */
    boolean borrowRole(String name) {
        String quoted = quoted(name);
        try (Connection connection = admin.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + quoted + " nologin");
            roles.add(quoted);
            return true;
        } catch (SQLException e) {
            if (!"42710".equals(e.getSQLState())) {
                throw DatabaseProblem.of("cannot make the role " + name + " on the scratch server", e);
            }
            return false;
        }
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private String name() {
        String name =
                role + "_" + databases.size() + UUID.randomUUID().toString().substring(0, 4);
        databases.add(name);
        return name;
    }

    void execute(DatabaseUrl url, String sql) {
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw DatabaseProblem.of("a scratch database (a superuser's address is needed: --scratch)", e);
        }
    }

    /** Drops all databases and roles of it. */
    @Override
    public void close() {
        List.copyOf(databases).forEach(name -> execute(admin, "drop database if exists " + name + " with (force)"));
        roles.forEach(name -> execute(admin, "drop role if exists " + name));
        if (base.isPresent()) {
            execute(admin, "revoke ghostworks_owner from " + role);
        }
        execute(admin, "drop role " + role);
    }
}
