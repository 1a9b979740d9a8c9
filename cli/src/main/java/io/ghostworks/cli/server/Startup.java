package io.ghostworks.cli.server;

import io.ghostworks.account.UserId;
import io.ghostworks.cli.configuration.ConfigurationError;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.SealKeys;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes true what has to be true of the database before the first request: first {@link #reach}, then {@link #migrate}. */
final class Startup {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** The role, or one that it can become: what {@code Database} asks, too. */
    private static final String UNBOUND = "select exists (select from pg_catalog.pg_roles"
            + " where (rolsuper or rolbypassrls) and pg_has_role(current_user, oid, 'member'))";

    private static final String IS_APPLICATION = "select pg_has_role(current_user, 'authenticated_users', 'member')";
    private static final String SIGNS_IN =
            "select has_function_privilege('ghostworks.open_session(uuid, uuid, bytea, integer, text, text)', 'execute')";
    /** A member that does not inherit has no privilege, until it says SET ROLE. */
    private static final String MAY_SIGN_IN =
            SIGNS_IN + " or coalesce(pg_has_role(current_user, to_regrole('ghostworks_sign_in'), 'member'), false)";

    private static final String MAY_ADD_KEYS =
            "select coalesce(has_table_privilege(to_regclass('ghostworks.seal_keys'), 'insert'), false)";
    /** The server, by its own number, and the database on it: one host may have many names. */
    private static final String IDENTITY = "select concat(system_identifier, ' ', d.oid)"
            + " from pg_catalog.pg_control_system(), pg_catalog.pg_database d where d.datname = current_database()";

    private final RunningDatabase database;
    private final Supplier<SealKey> sealKey;
    private final PrintWriter out;

    Startup(RunningDatabase database, Supplier<SealKey> sealKey, PrintWriter out) {
        this.database = database;
        this.sealKey = sealKey;
        this.out = out;
    }

    /**
     * Waits for the server to accept connections. A wrong password or database will not get better by waiting.
     *
     * @throws ConfigurationError if row-level security does not bind a role, before anything is done with it, or the one
     *     that signs people in is the same or looks at another database
     * @throws StartFailure if there is no connection, for all the waiting
     */
    void reach(Duration timeout) {
        awaitDatabase(database.migration(), timeout);
        DatabaseUrl app = database.app();
        if (isTrue(app, UNBOUND)) {
            throw new ConfigurationError("DATABASE_URL: the role " + app.user()
                    + " bypasses row-level security. Use a plain member of authenticated_users for it, and"
                    + " DATABASE_MIGRATION_URL for the schema.");
        }
        DatabaseUrl signIn = database.signIn();
        if (isTrue(signIn, UNBOUND)) {
            throw new ConfigurationError("DATABASE_SIGN_IN_URL: the role " + signIn.user()
                    + " bypasses row-level security. Use ghostworks_sign_in, which `db init` makes.");
        }
        if (ask(app, "select current_user").equals(ask(signIn, "select current_user"))) {
            throw new ConfigurationError(
                    "DATABASE_SIGN_IN_URL must name a different role from the one in DATABASE_URL.");
        }
        if (!ask(app, IDENTITY).equals(ask(signIn, IDENTITY))) {
            throw new ConfigurationError("DATABASE_SIGN_IN_URL leads to another database than DATABASE_URL.");
        }
    }

    /**
     * Applies what is pending.
     *
     * @throws ConfigurationError if the migrated database grants a role less than it needs, or what the other one is for
     */
    void migrate() {
        Migrator migrator = new Migrator(database.migration());
        if (migrator.status().pending() > 0) {
            int applied = migrator.upgrade();
            out.println("Applied " + applied + (applied == 1 ? " migration." : " migrations."));
        }
        DatabaseUrl app = database.app();
        if (!isTrue(app, IS_APPLICATION)) {
            throw new ConfigurationError(
                    "DATABASE_URL: the role " + app.user() + " is not a member of authenticated_users.");
        }
        agreeOnSealKey();
        if (isTrue(app, MAY_SIGN_IN)) {
            throw new ConfigurationError(
                    "DATABASE_URL: the role " + app.user()
                            + " may sign anybody in, which is for DATABASE_SIGN_IN_URL alone; `db doctor` shows what to revoke.");
        }
        DatabaseUrl signIn = database.signIn();
        if (!isTrue(signIn, SIGNS_IN)) {
            throw new ConfigurationError("DATABASE_SIGN_IN_URL: the role " + signIn.user()
                    + " may not sign people in. Use ghostworks_sign_in, or a member of it.");
        }
        if (isTrue(signIn, IS_APPLICATION)) {
            throw new ConfigurationError("DATABASE_SIGN_IN_URL: the role " + signIn.user()
                    + " is a member of authenticated_users, and must not be: revoke authenticated_users from it.");
        }
    }

    /** A database without any key gets this server's, where the server may give it one. */
    private void agreeOnSealKey() {
        SealKey key = sealKey.get();
        DatabaseUrl migration = database.migration();
        if (isTrue(migration, MAY_ADD_KEYS) && new SealKeys(migration).ids().isEmpty()) {
            new SealKeys(migration).add(key.bytes());
            out.println("The database has the seal key " + key.id() + " now.");
        }
        // Any context will do: what counts is whether the database accepts it.
        String seal =
                key.seal(new Scope(new TenantId(UUID.randomUUID()), new UserId(UUID.randomUUID())), Instant.now());
        try (Connection connection = database.app().dataSource().getConnection();
                PreparedStatement enter = connection.prepareStatement("select from ghostworks.enter(?, null)")) {
            enter.setString(1, seal);
            enter.execute();
        } catch (SQLException e) {
            throw SealKeys.isRefusedSeal(e)
                    ? new ConfigurationError("The seal key " + key.id() + " does not open " + database.app() + ": "
                            + firstLine(e).replaceFirst("^ERROR: ", "")
                            + ". If it is the right one, `db rotate-seal-key --add` gives it to the database.")
                    : new StartFailure(
                            Exit.of(DatabaseProblem.Kind.of(e)),
                            "The seal key could not be tried at " + database.app() + ": " + firstLine(e),
                            e);
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
                if (DatabaseProblem.isFinal(e)) {
                    throw new StartFailure(
                            Exit.of(DatabaseProblem.Kind.of(e)),
                            "The database " + url + " refuses: " + firstLine(e),
                            e);
                }
                if (left <= 0) {
                    throw new StartFailure(
                            Exit.UNREACHABLE, "The database " + url + " could not be reached: " + firstLine(e), e);
                }
                out.println("Waiting for the database " + url + ", giving up in " + left + " s: " + firstLine(e));
                out.flush();
            }
            pause();
        }
    }

    private static boolean isTrue(DatabaseUrl url, String question) {
        return ask(url, question).equals("t");
    }

    private static String ask(DatabaseUrl url, String question) {
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return String.valueOf(answer.getString(1));
        } catch (SQLException e) {
            throw new StartFailure(
                    Exit.of(DatabaseProblem.Kind.of(e)),
                    "The role of " + url + " could not be checked: " + firstLine(e),
                    e);
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(Exit.INTERRUPTED, "Interrupted while waiting for the database.", e);
        }
    }
}
