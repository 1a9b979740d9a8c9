package io.ghostworks.migrations;

import io.ghostworks.migrations.MigrationStatus.Migration;
import io.ghostworks.migrations.MigrationStatus.State;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseProblem.Kind;
import io.ghostworks.migrations.flyway.FlywayFailure;
import io.ghostworks.migrations.flyway.MigrationPlace;
import io.ghostworks.migrations.flyway.MigrationSource;
import io.ghostworks.migrations.flyway.MigrationText;
import io.ghostworks.migrations.lock.AdvisoryLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.api.MigrationVersion;

/** One downgrade. Used once. */
final class Downgrade {
    private final MigrationPlace place;
    private final DowngradeOptions options;
    private final StatusReader status;

    Downgrade(MigrationPlace place, DowngradeOptions options) {
        this.place = place;
        this.options = options;
        this.status = new StatusReader(place);
    }

    MigrationRun run() {
        if (options.dryRun()) {
            return outcome(steps(status.read()));
        }
        AtomicReference<MigrationRun> done = new AtomicReference<>();
        try (Connection connection = place.url().dataSource().getConnection();
                Connection work = place.url().dataSource().getConnection()) {
            AdvisoryLock.holding(connection, Upgrade.lockName(place.schema()), () -> {
                List<DowngradeStep> steps = steps(status.read());
                for (DowngradeStep step : steps) {
                    takeBack(work, step);
                }
                done.set(outcome(steps));
            });
            return Objects.requireNonNull(done.get());
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot downgrade " + place.url(), e);
        }
    }

    private void takeBack(Connection work, DowngradeStep step) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                step.run(work, place, options);
                return;
            } catch (DatabaseProblem e) {
                if (!LockPatience.isInTheWay(FlywayFailure.cause(e, SQLException.class))) {
                    throw e;
                }
                int attempts = options.patience().attempts();
                options.progress().accept("try " + attempt + " of " + attempts + ": " + e.getMessage());
                if (attempt == attempts) {
                    throw new DatabaseProblem(
                            Kind.LOCKED,
                            e.getMessage() + "; gave up after " + attempt
                                    + " tries, so find who holds the lock (pg_locks, pg_stat_activity)",
                            e);
                }
                options.patience().pause(attempt);
            }
        }
    }

    private MigrationRun outcome(List<DowngradeStep> steps) {
        Optional<String> from = steps.stream().findFirst().map(DowngradeStep::version);
        Optional<String> to = steps.isEmpty() ? from : steps.getLast().previous();
        return new MigrationRun(
                options.dryRun(),
                from,
                to,
                steps.stream().map(DowngradeStep::script).toList());
    }

    private List<DowngradeStep> steps(MigrationStatus before) {
        refuseToGoBack(before);
        List<Migration> applied = before.in(State.APPLIED, State.CHANGED).stream()
                .filter(migration -> migration.version() != null)
                .toList();
        List<DowngradeStep> steps = new ArrayList<>();
        for (int i = applied.size() - 1; i >= stay(before, applied); i--) {
            Optional<String> previous = i == 0
                    ? Optional.empty()
                    : Optional.ofNullable(applied.get(i - 1).version());
            steps.add(step(applied.get(i), previous));
        }
        return steps;
    }

    /** How many of the applied ones stay. */
    private int stay(MigrationStatus before, List<Migration> applied) {
        if (options.to().isEmpty()) {
            return Math.max(0, applied.size() - options.steps());
        }
        String wanted = options.to().get();
        if (wanted.equals("0")) {
            return 0;
        }
        MigrationVersion version = Versions.known(before, wanted);
        List<MigrationVersion> versions = applied.stream().map(Versions::of).toList();
        if (!versions.contains(version)) {
            throw new DatabaseProblem(
                    Kind.CONFIGURATION, "the migration " + wanted + " is not applied; `db upgrade --to` goes forward");
        }
        return versions.indexOf(version) + 1;
    }

    private DowngradeStep step(Migration migration, Optional<String> previous) {
        String name = MigrationSource.downName(migration.script());
        String sql = place.source()
                .find(name)
                .orElseThrow(() -> new DatabaseProblem("cannot downgrade: " + name + " is missing, so "
                        + migration.script() + " cannot be taken back"));
        MigrationText.requireRunnable(name, sql);
        return new DowngradeStep(String.valueOf(migration.version()), name, sql, previous);
    }

    private void refuseToGoBack(MigrationStatus before) {
        List<Migration> unknown = before.in(State.AHEAD, State.MISSING, State.FAILED);
        if (!unknown.isEmpty()) {
            throw new DatabaseProblem("cannot downgrade " + place.url() + ": " + String.join("; ", before.remarks()));
        }
    }
}
