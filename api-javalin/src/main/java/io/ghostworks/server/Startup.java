package io.ghostworks.server;

import io.ghostworks.migrations.DatabaseUrl;
import io.ghostworks.migrations.Migrator;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Makes true what has to be true of the database before the first request: first {@link #reach}, then {@link #migrate}. */
final class Startup {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RunningDatabase database;
    private final PrintWriter out;

    Startup(RunningDatabase database, PrintWriter out) {
        this.database = database;
        this.out = out;
    }

    /**
     * Waits for the server to accept connections. A wrong password or database will not get better by waiting.
     *
     * @throws ConfigurationError if row-level security does not bind the role, before anything is done with it
     * @throws StartFailure if there is no connection, for all the waiting
     */
    void reach(Duration timeout) {
        awaitDatabase(database.migration(), timeout);
        DatabaseUrl app = database.app();
        if (ask(app, "select rolsuper or rolbypassrls from pg_catalog.pg_roles where rolname = current_user")) {
            throw new ConfigurationError("DATABASE_URL: the role " + app.user()
                    + " steps over row-level security. Use a plain member of authenticated_users for it, and"
                    + " DATABASE_MIGRATION_URL for the schema.");
        }
    }

    /**
     * Applies what is pending.
     *
     * @throws ConfigurationError if the migrated database grants the role nothing
     */
    void migrate() {
        Migrator migrator = new Migrator(database.migration());
        if (migrator.status().pending() > 0) {
            int applied = migrator.upgrade();
            out.println("Applied " + applied + (applied == 1 ? " migration." : " migrations."));
        }
        DatabaseUrl app = database.app();
        if (!ask(app, "select pg_has_role(current_user, 'authenticated_users', 'member')")) {
            throw new ConfigurationError(
                    "DATABASE_URL: the role " + app.user() + " is not a member of authenticated_users.");
        }
    }

    private void awaitDatabase(DatabaseUrl url, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            try (Connection connection = url.dataSource().getConnection()) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toSeconds();
                if (isRefused(e)) {
                    throw new StartFailure("The database " + url + " refuses: " + firstLine(e), e);
                }
                if (left <= 0) {
                    throw new StartFailure("The database " + url + " could not be reached: " + firstLine(e), e);
                }
                out.println("Waiting for the database " + url + ", giving up in " + left + " s: " + firstLine(e));
                out.flush();
            }
            pause();
        }
    }

    private static boolean ask(DatabaseUrl url, String question) {
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getBoolean(1);
        } catch (SQLException e) {
            throw new StartFailure("The role of " + url + " could not be checked: " + firstLine(e), e);
        }
    }

    /** Wrong password, no such role, no such database. */
    private static boolean isRefused(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("28") || state.equals("3D000");
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while waiting for the database.", e);
        }
    }
}
