package io.ghostworks.migrations;

import io.ghostworks.migrations.MigrationStatus.Migration;
import io.ghostworks.migrations.MigrationStatus.State;
import io.ghostworks.migrations.database.DatabaseEncoding;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseProblem.Kind;
import io.ghostworks.migrations.flyway.FlywayFailure;
import io.ghostworks.migrations.flyway.MigrationPlace;
import io.ghostworks.migrations.flyway.MigrationText;
import io.ghostworks.migrations.lock.AdvisoryLock;
import io.ghostworks.migrations.provisioning.Provisioning;
import io.ghostworks.migrations.sql.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/** One upgrade. Used once. */
final class Upgrade {
    /** Roles by the migrations that make them where they are missing. */
    private static final Map<String, String> MADE_BY = Map.of(
            "V2026_11_25_1010__sign_in_by_a_role_of_its_own.sql",
            Provisioning.SIGN_IN_ROLE,
            "V2026_11_25_2700__sealed_context.sql",
            "ghostworks_seal");

    private final MigrationPlace place;
    private final UpgradeOptions options;
    private final StatusReader status;

    Upgrade(MigrationPlace place, UpgradeOptions options) {
        this.place = place;
        this.options = options;
        this.status = new StatusReader(place);
    }

    MigrationRun run() {
        MigrationRun now = planned(status.read());
        if (options.dryRun()) {
            return now;
        }
        AtomicReference<MigrationRun> done = new AtomicReference<>();
        try (Connection connection = place.url().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            if (now.scripts().isEmpty() && isHistoryShown(statement)) {
                // The application asks at each start, and its role may not take the lock.
                return now;
            }
            if (!now.scripts().isEmpty()) {
                DatabaseEncoding.require(statement, place.url().database(), place.url());
                requireSchema(statement);
                requireRoles(statement, now);
            }
            AdvisoryLock.holding(connection, lockName(place.schema()), () -> done.set(apply(connection, statement)));
            return Objects.requireNonNull(done.get());
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot migrate " + place.url(), e);
        }
    }

    static String lockName(String schema) {
        return "ghostworks migration of " + schema;
    }

    private MigrationRun apply(Connection connection, Statement statement) throws SQLException {
        MigrationStatus before = status.read();
        MigrationRun planned = planned(before);
        if (!planned.scripts().isEmpty()) {
            for (int attempt = 1; !migrated(connection, before, attempt); attempt++) {
                options.patience().pause(attempt);
            }
        }
        showHistory(statement);
        return planned;
    }

    private MigrationRun planned(MigrationStatus before) {
        refuseToGoOn(before);
        Optional<MigrationVersion> target = options.to().map(version -> Versions.known(before, version));
        List<Migration> pending = before.in(State.FAILED, State.PENDING).stream()
                .filter(migration -> target.isEmpty() || !Versions.of(migration).isNewerThan(target.get()))
                .toList();
        Optional<String> after = pending.stream()
                .map(Migration::version)
                .filter(Objects::nonNull)
                .reduce((first, second) -> second)
                .or(before::version);
        before.version()
                .map(MigrationVersion::fromVersion)
                .filter(current -> target.isPresent() && current.isNewerThan(target.get()))
                .ifPresent(current -> {
                    throw new DatabaseProblem("the database is at " + current + ", which is newer than " + target.get()
                            + "; `db downgrade --to " + target.get() + "` goes back");
                });
        for (Migration migration : pending) {
            place.source()
                    .find(migration.script())
                    .ifPresent(text -> MigrationText.requireRunnable(migration.script(), text));
        }
        return new MigrationRun(
                options.dryRun(),
                before.version(),
                after,
                pending.stream().map(Migration::script).toList());
    }

    /** Flyway would refuse too, in several lines. */
    private void refuseToGoOn(MigrationStatus before) {
        List<Migration> wrong = before.in(State.CHANGED, State.MISSING, State.SKIPPED);
        if (!wrong.isEmpty()) {
            throw new DatabaseProblem("cannot migrate " + place.url() + ": " + String.join("; ", before.remarks()));
        }
    }

    /** False when others hold a lock and there is another try. */
    private boolean migrated(Connection connection, MigrationStatus before, int attempt) throws SQLException {
        try {
            MigrationStatus now = attempt == 1 ? before : status.read();
            new HalfDone(place).cleanUp(connection, now.in(State.FAILED), options.progress());
            place.flyway(options.patience().sql(), options.to()).migrate();
            return true;
        } catch (FlywayException e) {
            DatabaseProblem problem = FlywayFailure.problem("cannot migrate " + place.url(), e);
            if (!LockPatience.isInTheWay(FlywayFailure.cause(e, SQLException.class))) {
                throw problem;
            }
            String line = "try " + attempt + " of " + options.patience().attempts() + ": " + problem.getMessage();
            options.progress().accept(line);
            if (attempt == options.patience().attempts()) {
                throw new DatabaseProblem(
                        Kind.LOCKED,
                        problem.getMessage() + "; nothing of it stayed; gave up after " + attempt
                                + " tries, so find who holds the lock (pg_locks, pg_stat_activity) and upgrade again",
                        e);
            }
            return false;
        }
    }

    /** Flyway would find out too, but repeats for ten seconds what it may not do. */
    private void requireSchema(Statement statement) throws SQLException {
        String name = SqlText.literal(place.schema());
        String query = "select to_regnamespace(quote_ident(" + name + ")) is not null, case"
                + " when to_regnamespace(quote_ident(" + name + ")) is null"
                + " then has_database_privilege(current_database(), 'create')"
                + " else has_schema_privilege(" + name + ", 'create') end";
        try (ResultSet found = statement.executeQuery(query)) {
            found.next();
            if (!found.getBoolean(1) && place.schema().equals(Migrator.SCHEMA)) {
                throw new DatabaseProblem(
                        place.url() + " has no schema " + Migrator.SCHEMA + "; initialise the database first");
            }
            if (!found.getBoolean(2)) {
                throw new DatabaseProblem(
                        Kind.PERMISSION,
                        "permission denied: " + place.url() + " may not create tables in the schema " + place.schema()
                                + "; migrate with the credentials of a role that may");
            }
        }
    }

    /** The migration that wants a role makes it, where it may; PostgreSQL would say so in a line for programmers. */
    private void requireRoles(Statement statement, MigrationRun planned) throws SQLException {
        if (place.schema().equals(Migrator.SCHEMA)) {
            for (String script : planned.scripts()) {
                String role = MADE_BY.get(script);
                if (role != null) {
                    requireRole(statement, role);
                }
            }
        }
    }

    private void requireRole(Statement statement, String role) throws SQLException {
        String query = "select pg_catalog.to_regrole(" + SqlText.literal(role) + ") is not null or rolsuper or"
                + " rolcreaterole from pg_catalog.pg_roles where rolname = current_user";
        try (ResultSet found = statement.executeQuery(query)) {
            if (found.next() && !found.getBoolean(1)) {
                throw new DatabaseProblem(
                        Kind.PERMISSION,
                        place.url() + " has no role " + role + ", and this role may not make one; run `db init` again"
                                + " with an administrator's credentials, then upgrade");
            }
        }
    }

    /** The application reports the schema's version and may not read it otherwise. */
    private void showHistory(Statement statement) throws SQLException {
        if (!isHistoryShown(statement)) {
            statement.execute("grant select on " + place.history() + " to authenticated_users");
        }
    }

    /** True as well when there is nobody to show it to, or nothing to show. */
    private boolean isHistoryShown(Statement statement) throws SQLException {
        String history = SqlText.literal(place.history());
        try (ResultSet shown = statement.executeQuery("select to_regrole('authenticated_users') is null"
                + " or to_regclass(" + history + ") is null"
                + " or has_table_privilege('authenticated_users', to_regclass(" + history + "), 'select')")) {
            return shown.next() && shown.getBoolean(1);
        }
    }
}
