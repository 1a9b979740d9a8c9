package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.ARTIFACTS;
import static io.ghostworks.jooq.store.FixedSql.value;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.jooq.generated.tables.SearchArtifacts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * One filter as SQL. What only {@code =} and {@code <} decide is a plain query under row-level security; for all else the
 * database's own functions find the ids, with the indexes that a policy keeps plain queries from.
 */
record ArtifactSearch(UUID tenant, ArtifactFilter filter) {

    /** The columns that the function returns. */
    private static final SearchArtifacts FOUND = new SearchArtifacts().as("found");

    private static final List<Field<?>> FOUND_COLUMNS = Stream.concat(
                    JooqArtifactStore.COLUMNS.stream(), Stream.of(FOUND.SIMILARITY))
            .toList();

    private static final FixedSql FOUND_PAGE = foundPage();

    private static final Field<Long> COUNTED = DSL.field(
            DSL.raw(SearchArguments.ofCount(ArtifactFilter.ALL).call("ghostworks.count_artifacts")),
            SQLDataType.BIGINT);

    private static final FixedSql FOUND_COUNT = FixedSql.of(DSL.select(COUNTED));

    /** An artifact and how well it matched. */
    record Hit(Artifact artifact, Optional<Float> similarity) {

        ArtifactPosition position() {
            return new ArtifactPosition(similarity, artifact.createdAt(), artifact.id());
        }
    }

    List<Hit> page(DSLContext dsl, Optional<ArtifactPosition> after, int limit) {
        return isPlain() ? plainPage(dsl, after.orElse(null), limit) : foundPage(dsl, after, limit);
    }

    long count(DSLContext dsl) {
        return isPlain() ? new PlainListing(tenant, filter, null).count(dsl) : foundCount(dsl);
    }

    private boolean isPlain() {
        return filter.query().isEmpty()
                && filter.namePart().isEmpty()
                && filter.similarName().isEmpty()
                && filter.allTags().isEmpty()
                && filter.anyTags().isEmpty()
                && filter.metadata().isEmpty();
    }

    private List<Hit> plainPage(DSLContext dsl, @Nullable ArtifactPosition after, int limit) {
        return new PlainListing(tenant, filter, after)
                .page(dsl, limit).stream()
                        .map(artifact -> new Hit(artifact, Optional.empty()))
                        .toList();
    }

    /** The policy checks every id that the function found once more. */
    private List<Hit> foundPage(DSLContext dsl, Optional<ArtifactPosition> after, int limit) {
        List<Field<?>> asked = SearchArguments.ofPage(filter, after, limit).values();
        List<Field<?>> values =
                Stream.concat(asked.stream(), Stream.of(DSL.val(tenant))).toList();
        return dsl.resultQuery("{0}", FOUND_PAGE.with(values))
                .coerce(FOUND_COLUMNS)
                .fetch(row -> new Hit(JooqArtifactStore.artifact(row), Optional.ofNullable(row.get(FOUND.SIMILARITY))));
    }

    private static FixedSql foundPage() {
        String call =
                SearchArguments.ofPage(ArtifactFilter.ALL, Optional.empty(), 0).call("ghostworks.search_artifacts");
        return FixedSql.of(DSL.select(JooqArtifactStore.COLUMNS)
                .select(FOUND.SIMILARITY)
                .from(DSL.table(DSL.raw(call + " found")))
                .join(ARTIFACTS)
                .on(ARTIFACTS.TENANT_ID.eq(value(ARTIFACTS.TENANT_ID)).and(ARTIFACTS.ID.eq(FOUND.ID)))
                .orderBy(FOUND.SIMILARITY.desc(), FOUND.CREATED_AT.desc(), FOUND.ID.desc()));
    }

    private long foundCount(DSLContext dsl) {
        List<Field<?>> asked = SearchArguments.ofCount(filter).values();
        return dsl.resultQuery("{0}", FOUND_COUNT.with(asked))
                .coerce(COUNTED)
                .fetchSingle()
                .value1();
    }
}
