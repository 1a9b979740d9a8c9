package io.ghostworks.migrations.provisioning;

import io.ghostworks.migrations.database.DatabaseEncoding;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.lock.AdvisoryLock;
import io.ghostworks.migrations.lock.Pause;
import io.ghostworks.migrations.provisioning.ProvisioningStep.Place;
import io.ghostworks.migrations.sql.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * Prepares a server: executes a {@link Provisioning} with an administrator's credentials (a superuser, or a role with
 * CREATEROLE and CREATEDB). May be repeated, and two may run at the same time.
 */
public final class Provisioner {
    private static final int ATTEMPTS = 10;

    /** Somebody made the same thing between our question and our statement: ask again. */
    private static final Set<String> OVERTAKEN = Set.of(
            "42710", // duplicate_object
            "42P04", // duplicate_database
            "42P06", // duplicate_schema
            "23505", // unique_violation, of a catalog
            "40P01", // deadlock_detected
            "XX000"); // "tuple concurrently updated" has no code of its own

    private final DatabaseUrl admin;

    /**
     * For one server.
     *
     * @param admin a database of it that exists already, with an administrator's credentials
     */
    public Provisioner(DatabaseUrl admin) {
        this.admin = admin;
    }

    /**
     * Creates what is missing and answers the application's address of the database.
     *
     * @throws DatabaseProblem when the server can't be reached, the database has another encoding than UTF8, a privilege is missing, the application's or the sign-in
     *     role exists and could bypass row-level security, or one of the two can act as the other
     */
    public DatabaseUrl provision(Provisioning wanted) {
        refuseEncoding(wanted.database());
        execute(wanted.database(), wanted.steps());
        refusePowerfulRole(wanted.appRole(), "the application");
        refusePowerfulRole(wanted.signInRole(), "signing in");
        refuseMember(wanted.appRole(), Provisioning.SIGN_IN_ROLE);
        refuseMember(wanted.signInRole(), "authenticated_users");
        return admin.withDatabase(wanted.database()).withUser(wanted.appRole(), wanted.appPassword());
    }

    /**
     * Executes some steps of a provisioning, in their order.
     *
     * @throws DatabaseProblem as {@link #provision}
     */
    public void execute(String database, List<ProvisioningStep> steps) {
        execute(admin, Place.SERVER, steps);
        if (steps.stream().anyMatch(step -> step.place() == Place.DATABASE)) {
            execute(admin.withDatabase(database), Place.DATABASE, steps);
        }
    }

    private static void execute(DatabaseUrl url, Place place, List<ProvisioningStep> steps) {
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            // Not needed to be right, as two may come through different databases: it spares the repeats.
            AdvisoryLock.holding(connection, "ghostworks provisioning", () -> {
                for (ProvisioningStep step : steps) {
                    if (step.place() == place) {
                        execute(statement, step);
                    }
                }
            });
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot provision " + url, e);
        }
    }

    private static void execute(Statement statement, ProvisioningStep step) throws SQLException {
        for (int attempt = 1; !done(statement, step); attempt++) {
            try {
                statement.execute(step.sql());
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !OVERTAKEN.contains(e.getSQLState())) {
                    throw e;
                }
                Pause.millis(20L * attempt);
            }
        }
    }

    private static boolean done(Statement statement, ProvisioningStep step) throws SQLException {
        if (step.unless() == null) {
            return false;
        }
        try (ResultSet found = statement.executeQuery(step.unless())) {
            return found.next();
        }
    }

    /** Of a database that somebody else made. */
    private void refuseEncoding(String database) {
        try (Connection connection = admin.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            DatabaseEncoding.require(statement, database, admin.withDatabase(database));
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot provision " + admin, e);
        }
    }

    private void refusePowerfulRole(String role, String use) {
        String query = "select rolsuper or rolbypassrls or rolcreaterole from pg_catalog.pg_roles where rolname = "
                + SqlText.literal(role);
        if (isTrue(query, role)) {
            throw new DatabaseProblem(
                    "the role " + role + " is a superuser or has BYPASSRLS or CREATEROLE, so row-level"
                            + " security would not bind it; use another role for " + use);
        }
    }

    /** Whoever signs people in can do nothing inside a tenant, and the other way around. */
    private void refuseMember(String role, String group) {
        String query = "select pg_catalog.pg_has_role(" + SqlText.literal(role) + ", " + SqlText.literal(group)
                + ", 'member')";
        if (isTrue(query, role)) {
            throw new DatabaseProblem("the role " + role + " is a member of " + group + ", and must not be: "
                    + "what signs people in is apart from what works inside tenants; revoke "
                    + SqlText.identifier(group) + " from " + SqlText.identifier(role));
        }
    }

    private boolean isTrue(String query, String role) {
        try (Connection connection = admin.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next() && found.getBoolean(1);
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot inspect the role " + role, e);
        }
    }
}
