package io.ghostworks.benchmarks.http;

import io.ghostworks.account.Caller;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.UserId;
import io.ghostworks.benchmarks.http.HttpReport.Line;
import io.ghostworks.benchmarks.setup.Bench;
import io.ghostworks.benchmarks.setup.ServerUnderLoad;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Server and pgbench in turns, and then the server alone at a steady part of its peak. */
final class HttpBenchmark implements AutoCloseable {

    static final int CONNECTIONS = 32;
    private static final int MOST_TARGETS = 10_000;
    private static final double STEADY = 0.7;
    private static final int SCRAPES = 3;

    private final Bench bench;
    private final Pgbench pgbench;
    private final ServerUnderLoad server;
    private final Scope scope;
    private final Caller.Session caller;
    private final PrintStream out;
    /** How many connections the server's pool holds at most. */
    private final int pool;

    private double heap;

    private HttpBenchmark(
            Bench bench,
            Pgbench pgbench,
            ServerUnderLoad server,
            int pool,
            Scope scope,
            Caller.Session caller,
            PrintStream out) {
        this.bench = bench;
        this.pgbench = pgbench;
        this.server = server;
        this.pool = pool;
        this.scope = scope;
        this.caller = caller;
        this.out = out;
    }

    /** Starts the server, with a registered user who is a member of the largest tenant. */
    static HttpBenchmark prepare(
            Bench bench, Pgbench pgbench, List<String> jvmOptions, Map<String, String> keys, PrintStream out)
            throws IOException, InterruptedException {
        ServerUnderLoad server = ServerUnderLoad.start(bench.database(), jvmOptions, keys);
        try {
            Caller.Session caller = member(bench, server);
            Scope scope = new Scope(new TenantId(bench.data().tenant(0)), caller.user());
            return new HttpBenchmark(bench, pgbench, server, poolOf(keys), scope, caller, out);
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Caller.Session member(Bench bench, ServerUnderLoad server) throws IOException, InterruptedException {
        UUID user = UUID.fromString(server.register());
        server.logIn();
        DSLContext admin = bench.owner();
        admin.execute(
                "insert into ghostworks.workspace_memberships (tenant_id, user_id, role) values ({0}, {1}, 'owner')",
                DSL.val(bench.data().tenant(0)), DSL.val(user));
        UUID session = admin.fetchSingle("select id from ghostworks.sessions where user_id = {0}", DSL.val(user))
                .get(0, UUID.class);
        return new Caller.Session(new UserId(user), new SessionId(session));
    }

    private static int poolOf(Map<String, String> keys) {
        return Integer.parseInt(keys.getOrDefault("DATABASE_POOL_SIZE", "10"))
                + Integer.parseInt(keys.getOrDefault("DATABASE_MAX_OVERFLOW", "20"));
    }

    /** pgbench cannot make seals. The comparison costs the same with another number. */
    private void acceptSealsOfADay() {
        bench.owner().connection(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet definition = statement.executeQuery(
                            "select replace(pg_get_functiondef('ghostworks.enter'::regproc), '+ 90', '+ 100000')")) {
                definition.next();
                connection.createStatement().execute(definition.getString(1));
            }
        });
    }

    /** @param warmUp of each workload before the first is measured: compiled code is several times as fast */
    HttpReport run(List<String> only, Duration warmUp, Duration time, int rounds)
            throws IOException, InterruptedException {
        acceptSealsOfADay();
        HttpWorkloads workloads = new HttpWorkloads(
                bench.appSettings(),
                SealKey.of(bench.database().sealKey()),
                scope,
                caller,
                bench.data(),
                makeTargets(),
                newId());
        // What autovacuum would do by and by: without figures the planner walks all tenants to find one, and a
        // search reads all that is not yet merged into the indexes.
        bench.owner().execute("vacuum analyze");
        HttpReport report = new HttpReport();
        List<Workload> chosen = workloads.all(server.logIn()).stream()
                .filter(workload -> only.isEmpty() || only.contains(workload.name()))
                .toList();
        // Writes come last: a search of a tenant whose newest artifacts are all of one kind is another one.
        for (boolean writes : List.of(false, true)) {
            List<Workload> alike =
                    chosen.stream().filter(it -> it.writes() == writes).toList();
            for (Workload workload : alike) {
                warmUp(workload, warmUp);
            }
            for (Workload workload : alike) {
                report.add(measured(workload, time, rounds));
            }
        }
        report.heap(heap);
        return report;
    }

    /** The JVM compiles for what it has seen, and anew once it sees the metrics scraped: it is to see that before it is measured. */
    private void warmUp(Workload workload, Duration time) throws IOException, InterruptedException {
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            closed(workload, time.dividedBy(SCRAPES));
            server.heapMebibytes();
        }
    }

    private Line measured(Workload workload, Duration time, int rounds) throws IOException, InterruptedException {
        List<Double> ours = new ArrayList<>();
        List<Double> baseline = new ArrayList<>();
        List<Double> crowded = new ArrayList<>();
        List<Double> micros = new ArrayList<>();
        long errors = 0;
        closed(workload, time);
        pgbench(workload, pool, time);
        for (int round = 0; round < rounds; round++) {
            Duration before = processorTime();
            HttpLoad.Result result = closed(workload, time);
            long requests = result.latencies().getTotalCount() + result.errors();
            micros.add(processorTime().minus(before).toNanos() / 1e3 / requests);
            errors += result.errors();
            ours.add(result.perSecond());
            baseline.add(pgbench(workload, pool, time));
            crowded.add(pgbench(workload, CONNECTIONS, time));
            heap = Math.max(heap, server.heapMebibytes());
            out.printf(
                    "  %s: %.0f a second, %.0f us of processor each; pgbench %.0f, with %d clients %.0f%n",
                    workload.name(),
                    ours.getLast(),
                    micros.getLast(),
                    baseline.getLast(),
                    CONNECTIONS,
                    crowded.getLast());
        }
        double peak = HttpReport.median(ours);
        HttpLoad.Result steady;
        try (HttpLoad load = new HttpLoad(address(), workload, CONNECTIONS)) {
            steady = load.open(time.multipliedBy(2), STEADY * peak);
        }
        return new Line(
                workload.name(),
                peak,
                HttpReport.median(baseline),
                HttpReport.median(crowded),
                HttpReport.median(micros),
                steady,
                errors + steady.errors());
    }

    /** On connections of its own: the server closes what was idle while pgbench had its turn. */
    private HttpLoad.Result closed(Workload workload, Duration time) throws IOException {
        try (HttpLoad load = new HttpLoad(address(), workload, CONNECTIONS)) {
            return load.closed(time);
        }
    }

    private Duration processorTime() {
        return server.processorTime().orElse(Duration.ZERO);
    }

    private double pgbench(Workload workload, int clients, Duration time) throws IOException, InterruptedException {
        return pgbench.program().isEmpty()
                ? Double.NaN
                : pgbench.run(bench.database().app(), workload.scripts(), workload.variables(), clients, time);
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(server.uri().getHost(), server.uri().getPort());
    }

    /** Copies of some artifacts of the tenant, with ids that pgbench can compute. Answers how many there are. */
    private int makeTargets() {
        return bench.owner()
                .execute(
                        "insert into ghostworks.artifacts (tenant_id, id, name, description, tags, metadata, created_by,"
                                + " created_at) select tenant_id, ({0} || lpad(row_number() over ()::text, 12, '0'))::uuid, name,"
                                + " description, tags, metadata, created_by, created_at from (select * from ghostworks.artifacts"
                                + " where tenant_id = {1} and is_active order by md5(id::text) limit {2}) chosen",
                        DSL.val(HttpWorkloads.PREFIX), DSL.val(scope.tenant().value()), DSL.val(MOST_TARGETS));
    }

    private String newId() {
        boolean knowsTimeOrdered = bench.owner()
                .fetchSingle("select current_setting('server_version_num')::integer >= 180000")
                .get(0, Boolean.class);
        return knowsTimeOrdered ? "uuidv7()" : "public.uuid_generate_v4()";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
