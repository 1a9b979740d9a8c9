package io.ghostworks.benchmarks;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.value.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.State;

/** The library beside jOOQ alone without row-level security, for JMH, in the process that made the data. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class LibraryBenchmark {

    private static final int PAGE = 20;

    /** JMH makes the states itself and cannot be handed anything. */
    static volatile @Nullable Bench current;

    private final Bench bench = Objects.requireNonNull(current, "start it by ./ghostworks bench library");
    private final Scope scope = bench.scope(0);
    private final int[] rows = bench.data().rowsOfLargest();
    private final ArtifactContent content = ArtifactContent.of("a new artifact", "of no interest", null, null);

    @Benchmark
    public Optional<Artifact> findByLibrary() {
        ArtifactId id = new ArtifactId(anyId());
        return bench.library()
                .tenancy()
                .read(scope, stores -> stores.artifacts().find(id));
    }

    @Benchmark
    public Optional<Record> findByOwner() {
        return bench.owner()
                .fetchOptional(
                        "select tenant_id, id, name, description, tags, metadata, created_by, is_active, version, created_at,"
                                + " updated_at from ghostworks.artifacts where tenant_id = {0} and id = {1} and is_active",
                        DSL.val(bench.data().tenant(0)), DSL.val(anyId()));
    }

    @Benchmark
    public Page<Artifact, ArtifactPosition> listByLibrary() {
        return bench.library()
                .tenancy()
                .read(scope, stores -> stores.artifacts().list(ArtifactFilter.ALL, Optional.empty(), PAGE));
    }

    @Benchmark
    public Object listByOwner() {
        return new PlainSearch(bench.data().tenant(0), ArtifactFilter.ALL, Optional.empty(), PAGE + 1)
                .run(bench.owner());
    }

    @Benchmark
    public ArtifactId writeByLibrary() {
        ArtifactId id = new ArtifactId(UUID.randomUUID());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return bench.library().tenancy().write(scope, stores -> {
            stores.artifacts().create(Artifact.first(id, content, scope.actor(), now));
            return id;
        });
    }

    @Benchmark
    public int writeByOwner() {
        return bench.owner()
                .execute(
                        "insert into ghostworks.artifacts (tenant_id, id, name, description) values ({0}, {1}, {2}, {3})",
                        DSL.val(bench.data().tenant(0)),
                        DSL.val(UUID.randomUUID()),
                        DSL.val(content.name()),
                        DSL.val("of no interest"));
    }

    private UUID anyId() {
        return bench.data().artifact(rows[ThreadLocalRandom.current().nextInt(rows.length)]);
    }
}
