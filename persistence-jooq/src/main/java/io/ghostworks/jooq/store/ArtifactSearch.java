package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.ARTIFACTS;
import static io.ghostworks.jooq.store.FixedSql.value;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.jooq.generated.Routines;
import io.ghostworks.jooq.generated.tables.SearchArtifacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * One filter as SQL. What only {@code =} and {@code <} decide is a plain query under row-level security; for all else the
 * database's own functions find the ids, with the indexes that a policy keeps plain queries from.
 */
record ArtifactSearch(UUID tenant, ArtifactFilter filter) {

    private static final DataType<String[]> TAGS = SQLDataType.CLOB.array();

    private static final SearchArtifacts FOUND = new SearchArtifacts()
            .call(
                    value(SQLDataType.CLOB),
                    value(SQLDataType.CLOB),
                    value(SQLDataType.CLOB),
                    value(TAGS),
                    value(TAGS),
                    value(SQLDataType.JSONB),
                    value(SQLDataType.UUID),
                    value(SQLDataType.INSTANT),
                    value(SQLDataType.INSTANT),
                    value(SQLDataType.REAL),
                    value(SQLDataType.INSTANT),
                    value(SQLDataType.UUID),
                    value(SQLDataType.INTEGER));

    private static final List<Field<?>> FOUND_COLUMNS = Stream.concat(
                    JooqArtifactStore.COLUMNS.stream(), Stream.of(FOUND.SIMILARITY))
            .toList();

    private static final FixedSql FOUND_PAGE = foundPage();

    /** An artifact and how well it matched. */
    record Hit(Artifact artifact, Optional<Float> similarity) {

        ArtifactPosition position() {
            return new ArtifactPosition(similarity, artifact.createdAt(), artifact.id());
        }
    }

    List<Hit> page(DSLContext dsl, Optional<ArtifactPosition> after, int limit) {
        return isPlain() ? plainPage(dsl, after.orElse(null), limit) : foundPage(dsl, after.orElse(null), limit);
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
    private List<Hit> foundPage(DSLContext dsl, @Nullable ArtifactPosition after, int limit) {
        List<Field<?>> values = values(after, limit);
        values.add(DSL.val(tenant));
        return dsl.resultQuery("{0}", FOUND_PAGE.with(values))
                .coerce(FOUND_COLUMNS)
                .fetch(row -> new Hit(JooqArtifactStore.artifact(row), Optional.ofNullable(row.get(FOUND.SIMILARITY))));
    }

    /** Of the function's parameters. */
    private List<Field<?>> values(@Nullable ArtifactPosition after, int limit) {
        return new ArrayList<>(List.of(
                DSL.val(filter.query().orElse(null), SQLDataType.CLOB),
                DSL.val(filter.namePart().orElse(null), SQLDataType.CLOB),
                DSL.val(filter.similarName().orElse(null), SQLDataType.CLOB),
                DSL.val(tags(filter.allTags()), TAGS),
                DSL.val(tags(filter.anyTags()), TAGS),
                DSL.val(metadata(), SQLDataType.JSONB),
                DSL.val(createdBy(), SQLDataType.UUID),
                DSL.val(filter.createdAfter().orElse(null), SQLDataType.INSTANT),
                DSL.val(filter.createdBefore().orElse(null), SQLDataType.INSTANT),
                DSL.val(after == null ? null : after.similarity().orElse(null), SQLDataType.REAL),
                DSL.val(after == null ? null : after.createdAt(), SQLDataType.INSTANT),
                DSL.val(after == null ? null : after.id().value(), SQLDataType.UUID),
                DSL.val(limit)));
    }

    private static FixedSql foundPage() {
        return FixedSql.of(DSL.select(JooqArtifactStore.COLUMNS)
                .select(FOUND.SIMILARITY)
                .from(FOUND)
                .join(ARTIFACTS)
                .on(ARTIFACTS.TENANT_ID.eq(value(ARTIFACTS.TENANT_ID)).and(ARTIFACTS.ID.eq(FOUND.ID)))
                .orderBy(FOUND.SIMILARITY.desc(), FOUND.CREATED_AT.desc(), FOUND.ID.desc()));
    }

    private long foundCount(DSLContext dsl) {
        return Routines.countArtifacts(
                dsl.configuration(),
                filter.query().orElse(null),
                filter.namePart().orElse(null),
                filter.similarName().orElse(null),
                tags(filter.allTags()),
                tags(filter.anyTags()),
                metadata(),
                createdBy(),
                filter.createdAfter().orElse(null),
                filter.createdBefore().orElse(null));
    }

    private @Nullable JSONB metadata() {
        return filter.metadata().map(JsonColumn::write).orElse(null);
    }

    private @Nullable UUID createdBy() {
        return filter.createdBy().map(UserId::value).orElse(null);
    }

    private static String @Nullable [] tags(List<String> tags) {
        return tags.isEmpty() ? null : tags.toArray(String[]::new);
    }
}
