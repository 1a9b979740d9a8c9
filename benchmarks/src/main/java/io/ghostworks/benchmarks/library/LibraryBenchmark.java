package io.ghostworks.benchmarks.library;

import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.benchmarks.setup.Bench;
import io.ghostworks.benchmarks.setup.Filters;
import io.ghostworks.benchmarks.setup.PlainSearch;
import io.ghostworks.benchmarks.setup.SampleData;
import io.ghostworks.jooq.Database;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.value.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jooq.DSLContext;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The library beside jOOQ alone without row-level security, for JMH: each method in a JVM of its own. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class LibraryBenchmark {

    private static final int PAGE = 20;

    /** The one of {@link Filters} that {@code search} asks for. */
    @Param("q, rare")
    public String filter = "";

    private final ForkFile file = ForkFile.given();
    private final SampleData data = new SampleData(file.rows());
    private final Database library = Bench.library(file.app(), file.sealKey());
    private final HikariDataSource pool = Bench.pool(file.admin(), "set pg_trgm.word_similarity_threshold = 0.3");
    private final DSLContext owner = Bench.jooq(pool);
    private final Scope scope = Bench.scope(data, 0);
    private final int[] rows = data.rowsOfLargest();
    private final ArtifactContent content = ArtifactContent.of("a new artifact", "of no interest", null, null);

    @TearDown
    public void close() {
        library.close();
        pool.close();
    }

    @Benchmark
    public Optional<Artifact> findByLibrary() {
        ArtifactId id = new ArtifactId(anyId());
        return library.tenancy().read(scope, stores -> stores.artifacts().find(id));
    }

    @Benchmark
    public Optional<Artifact> findByOwner() {
        return PlainSearch.find(owner, data.tenant(0), anyId());
    }

    @Benchmark
    public Page<Artifact, ArtifactPosition> listByLibrary() {
        return list(ArtifactFilter.ALL);
    }

    @Benchmark
    public List<Artifact> listByOwner() {
        return plain(ArtifactFilter.ALL).run(owner);
    }

    @Benchmark
    public Page<Artifact, ArtifactPosition> searchByLibrary() {
        return list(filter());
    }

    @Benchmark
    public List<Artifact> searchByOwner() {
        return plain(filter()).run(owner);
    }

    /** The page of {@link #listByLibrary}, whose rows become artifacts. */
    @Benchmark
    public Page<Artifact, ArtifactPosition> mapByLibrary() {
        return listByLibrary();
    }

    /** The same page through the same door, whose rows stay what jOOQ made of them. */
    @Benchmark
    public Result<?> mapByOwner() {
        return library.tables().read(scope, dsl -> plain(ArtifactFilter.ALL).rows(dsl));
    }

    @Benchmark
    public ArtifactId writeByLibrary() {
        ArtifactId id = new ArtifactId(UUID.randomUUID());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return library.tenancy().write(scope, stores -> {
            stores.artifacts().create(Artifact.first(id, content, scope.actor(), now));
            return id;
        });
    }

    @Benchmark
    public int writeByOwner() {
        return owner.execute(
                "insert into ghostworks.artifacts (tenant_id, id, name, description) values ({0}, {1}, {2}, {3})",
                DSL.val(data.tenant(0)),
                DSL.val(UUID.randomUUID()),
                DSL.val(content.name()),
                DSL.val("of no interest"));
    }

    private ArtifactFilter filter() {
        return Filters.of(data).getOrDefault(filter, ArtifactFilter.ALL);
    }

    private Page<Artifact, ArtifactPosition> list(ArtifactFilter wanted) {
        return library.tenancy().read(scope, stores -> stores.artifacts().list(wanted, Optional.empty(), PAGE));
    }

    private PlainSearch plain(ArtifactFilter wanted) {
        return new PlainSearch(data.tenant(0), wanted, Optional.empty(), PAGE + 1);
    }

    private UUID anyId() {
        return data.artifact(rows[ThreadLocalRandom.current().nextInt(rows.length)]);
    }
}
