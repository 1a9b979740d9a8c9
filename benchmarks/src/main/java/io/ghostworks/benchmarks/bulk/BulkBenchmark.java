package io.ghostworks.benchmarks.bulk;

import io.ghostworks.Artifacts;
import io.ghostworks.ImportLine;
import io.ghostworks.TimeAndIds;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Credentials;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.SessionOpening;
import io.ghostworks.benchmarks.setup.Bench;
import io.ghostworks.benchmarks.setup.Report;
import io.ghostworks.benchmarks.setup.ServerUnderLoad;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/** Many artifacts into an empty table and out again: COPY by hand, the library, and the server. */
final class BulkBenchmark implements AutoCloseable {

    /** A speed of 0.8. */
    private static final double TARGET = 1 / 0.8;

    private final int rows;
    private final int rounds;
    private final PrintStream progress;
    private final TestDatabase database = Bench.newDatabase();
    private final ServerUnderLoad server = ServerUnderLoad.start(database, List.of("-Xmx256m"), Map.of());
    private final Database library = Database.open(Bench.settings(database), SealKey.of(database.sealKey()));
    private final BulkRemote remote = BulkRemote.of(server.uri());
    private final Map<String, List<Double>> times = new LinkedHashMap<>();

    BulkBenchmark(int rows, int rounds, PrintStream progress) throws IOException {
        this.rows = rows;
        this.rounds = rounds;
        this.progress = progress;
    }

    Report run() {
        BulkData data = new BulkData(rows);
        byte[] copy = data.copy();
        byte[] lines = data.lines();
        Caller.Session caller = caller();
        TenantId tenant = new TenantId(UUID.fromString(remote.workspace()));
        RawBulk raw = new RawBulk(database, new Scope(tenant, caller.user()));
        Artifacts artifacts = new Artifacts(library.tenancy(), new TimeAndIds(Clock.systemUTC(), new SecureRandom()));
        // Only the baseline needs it; a provisioned database does not let the application have it.
        admin("grant temporary on database " + database.name() + " to public");
        LongAdder count = new LongAdder();
        for (int round = -1; round < rounds; round++) {
            load(round, "COPY", () -> raw.load(copy));
            load(round, "library", () -> artifacts.importAll(caller, tenant, lines(data)));
            load(round, "HTTP", () -> remote.upload(lines, "", rows));
            load(round, "HTTP, atomic", () -> remote.upload(lines, "?atomic=true", rows));
            // What autovacuum does within a minute. It may have found the table empty, and then a page of an export
            // sorts all.
            admin("analyze ghostworks.artifacts");
            time(round, "COPY TO", raw::dump);
            time(round, "library export", () -> artifacts.export(caller, tenant, exported -> count.increment()));
            time(round, "HTTP export", remote::download);
        }
        return report();
    }

    private Report report() {
        Report report = new Report(List.of("COPY ms", "ours ms"));
        for (String ours : List.of("library", "HTTP", "HTTP, atomic")) {
            report.add("import, " + ours, rows, new double[] {median("COPY"), median(ours)}, TARGET);
        }
        for (String ours : List.of("library export", "HTTP export")) {
            report.add(ours, rows, new double[] {median("COPY TO"), median(ours)}, Double.NaN);
        }
        return report;
    }

    private void load(int round, String way, Runnable work) {
        admin("truncate ghostworks.artifacts");
        admin("checkpoint");
        time(round, way, work);
    }

    /** The first round warms up. */
    private void time(int round, String way, Runnable work) {
        long start = System.nanoTime();
        work.run();
        double millis = (System.nanoTime() - start) / 1e6;
        if (round >= 0) {
            progress.printf(Locale.ROOT, "  round %d  %-16s %8.0f ms%n", round + 1, way, millis);
            times.computeIfAbsent(way, name -> new ArrayList<>()).add(millis);
        }
    }

    private double median(String way) {
        double[] sorted = times.getOrDefault(way, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static Iterator<ImportLine> lines(BulkData data) {
        return data.contents().stream()
                .<ImportLine>map(content -> new ImportLine.Good(1, content))
                .iterator();
    }

    /** The server's user with a session of their own. */
    private Caller.Session caller() {
        Credentials user = library.accounts().findCredentials(BulkRemote.EMAIL).orElseThrow();
        Caller.Session caller = new Caller.Session(user.user(), new SessionId(UUID.randomUUID()));
        library.accounts()
                .openSession(
                        new SessionOpening(
                                caller,
                                user.passwordHash(),
                                Optional.empty(),
                                RefreshToken.random(new SecureRandom()).hash()),
                        Duration.ofDays(1));
        return caller;
    }

    private void admin(String sql) {
        try (Connection connection = database.adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        library.close();
        server.close();
        database.close();
    }
}
