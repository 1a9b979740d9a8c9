package io.ghostworks.benchmarks.search;

import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.benchmarks.setup.Bench;
import io.ghostworks.benchmarks.setup.Filters;
import io.ghostworks.benchmarks.setup.PlainSearch;
import io.ghostworks.benchmarks.setup.Report;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.TenantStores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Result;
import org.jooq.impl.DSL;

/**
 * A page of 50 in the largest tenant: by a superuser without row-level security in a database that holds this tenant alone, by
 * the same query under the policy among all tenants, and by the library.
 */
final class SearchBenchmark {

    private static final int PAGE = 50;
    private static final double SEARCH_TARGET = 1.5;
    private static final double SIMILAR_TARGET = 3;
    private static final double KEYSET_TARGET = 1.2;
    private static final double SIZE_TARGET = 1.3;

    private final Bench bench;
    private final DSLContext owner;
    private final Duration warmUp;
    private final int rounds;
    private final String only;
    private final Scope largest;
    private final Report report = new Report(List.of("owner ms", "policy ms", "ours ms"));

    /**
     * @param warmUp before anything is measured: the time of a fast query is mostly the JVM's, until all is compiled
     * @param only what the names of the measurements have to contain
     */
    SearchBenchmark(Bench bench, TenantAlone alone, Duration warmUp, int rounds, String only) {
        this.bench = bench;
        this.owner = alone.owner();
        this.warmUp = warmUp;
        this.rounds = rounds;
        this.only = only;
        this.largest = bench.scope(0);
    }

    Report run() {
        warmUp();
        for (Map.Entry<String, ArtifactFilter> filter : Filters.of(bench.data()).entrySet()) {
            double target = filter.getValue().similarName().isPresent() ? SIMILAR_TARGET : SEARCH_TARGET;
            page(filter.getKey(), filter.getValue(), Optional.empty(), target);
            count(filter.getKey() + ": count", filter.getValue(), target);
        }
        int[] rows = bench.data().rowsOfLargest();
        for (int percent : List.of(0, 50, 99)) {
            Optional<ArtifactPosition> after =
                    percent == 0 ? Optional.empty() : Optional.of(position(rows[rows.length * (100 - percent) / 100]));
            page("page at " + percent + " % depth", ArtifactFilter.ALL, after, KEYSET_TARGET);
        }
        sizes();
        measure(
                "stats",
                0,
                () -> tags(owner),
                () -> bench.library().tables().read(largest, this::tags),
                () -> read(largest, stores -> stores.artifacts().stats()),
                Double.NaN);
        return report;
    }

    /** By what is rare, and so fast, in the two ways that are. */
    private void warmUp() {
        List<ArtifactFilter> rare = Filters.of(bench.data()).entrySet().stream()
                .filter(filter -> filter.getKey().endsWith(", rare"))
                .map(Map.Entry::getValue)
                .toList();
        long end = System.nanoTime() + warmUp.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            ArtifactFilter filter = rare.get(i % rare.size());
            PlainSearch plain = new PlainSearch(bench.data().tenant(0), filter, Optional.empty(), PAGE + 1);
            plain.run(owner);
            plain.count(owner);
            read(largest, stores -> stores.artifacts().list(filter, Optional.empty(), PAGE));
            read(largest, stores -> stores.artifacts().count(filter));
        }
    }

    private void page(String name, ArtifactFilter filter, Optional<ArtifactPosition> after, double target) {
        PlainSearch plain = new PlainSearch(bench.data().tenant(0), filter, after, PAGE + 1);
        long hits = bench.library()
                .tenancy()
                .read(largest, stores -> stores.artifacts().count(filter));
        measure(
                name,
                hits,
                () -> plain.run(owner),
                () -> bench.library().tables().read(largest, plain::run),
                () -> read(largest, stores -> stores.artifacts().list(filter, after, PAGE)),
                target);
    }

    private void count(String name, ArtifactFilter filter, double target) {
        PlainSearch plain = new PlainSearch(bench.data().tenant(0), filter, Optional.empty(), PAGE);
        measure(
                name,
                0,
                () -> plain.count(owner),
                () -> bench.library().tables().read(largest, plain::count),
                () -> read(largest, stores -> stores.artifacts().count(filter)),
                target);
    }

    /** The same page in a tenant of 10,000 and in the largest: here the first column is ours too. */
    private void sizes() {
        Scope smaller = bench.scope(bench.data().smallTenant());
        Runnable small =
                () -> read(smaller, stores -> stores.artifacts().list(ArtifactFilter.ALL, Optional.empty(), PAGE));
        Runnable large =
                () -> read(largest, stores -> stores.artifacts().list(ArtifactFilter.ALL, Optional.empty(), PAGE));
        long hits = bench.library()
                .tenancy()
                .read(largest, stores -> stores.artifacts().count(ArtifactFilter.ALL));
        measure("page, largest / 10,000", hits, small, small, large, SIZE_TARGET);
    }

    private ArtifactPosition position(int row) {
        ArtifactId id = new ArtifactId(bench.data().artifact(row));
        return ArtifactPosition.after(bench.library()
                .tenancy()
                .read(largest, stores -> stores.artifacts().find(id))
                .orElseGet(() -> bench.library()
                        .tenancy()
                        .read(largest, stores -> stores.artifacts().list(ArtifactFilter.ALL, Optional.empty(), 1))
                        .items()
                        .getFirst()));
    }

    private Result<?> tags(DSLContext dsl) {
        return dsl.fetch(
                "select tag, count(*) from ghostworks.artifacts, unnest(tags) tag where tenant_id = {0} and is_active"
                        + " group by tag order by 2 desc, tag collate \"C\" limit 10",
                DSL.val(bench.data().tenant(0)));
    }

    private <T> void read(Scope scope, Function<TenantStores, T> work) {
        bench.library().tenancy().read(scope, work);
    }

    private void measure(String name, long hits, Runnable owner, Runnable policy, Runnable ours, double target) {
        if (name.contains(only)) {
            report.add(name, hits, Stopwatch.medians(rounds, List.of(owner, policy, ours)), target);
        }
    }
}
