package io.ghostworks.jooq;

import static io.ghostworks.jooq.generated.Tables.ARTIFACTS;

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
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One filter as SQL. What only {@code =} and {@code <} decide is a plain query under row-level security; for all else the
 * database's own functions find the ids, with the indexes that a policy keeps plain queries from.
 */
record ArtifactSearch(UUID tenant, ArtifactFilter filter) {

    /** An artifact and how well it matched. */
    record Hit(Artifact artifact, Optional<Float> similarity) {

        ArtifactPosition position() {
            return new ArtifactPosition(similarity, artifact.createdAt(), artifact.id());
        }
    }

    List<Hit> page(DSLContext dsl, Optional<ArtifactPosition> after, int limit) {
        return isPlain() ? plainPage(dsl, after, limit) : foundPage(dsl, after.orElse(null), limit);
    }

    long count(DSLContext dsl) {
        return isPlain() ? dsl.fetchCount(ARTIFACTS, plainConditions()) : foundCount(dsl);
    }

    private boolean isPlain() {
        return filter.query().isEmpty()
                && filter.namePart().isEmpty()
                && filter.similarName().isEmpty()
                && filter.allTags().isEmpty()
                && filter.anyTags().isEmpty()
                && filter.metadata().isEmpty();
    }

    private List<Hit> plainPage(DSLContext dsl, Optional<ArtifactPosition> after, int limit) {
        return dsl.selectFrom(ARTIFACTS)
                .where(plainConditions())
                .and(after.map(ArtifactSearch::beyond).orElseGet(DSL::noCondition))
                .orderBy(ARTIFACTS.CREATED_AT.desc(), ARTIFACTS.ID.desc())
                .limit(limit)
                .fetch(row -> new Hit(JooqArtifactStore.artifact(row), Optional.empty()));
    }

    private Condition plainConditions() {
        List<Condition> all = new ArrayList<>();
        all.add(ARTIFACTS.TENANT_ID.eq(tenant));
        all.add(DSL.condition(ARTIFACTS.IS_ACTIVE));
        filter.createdBy().map(UserId::value).ifPresent(user -> all.add(ARTIFACTS.CREATED_BY.eq(user)));
        filter.createdAfter().ifPresent(time -> all.add(ARTIFACTS.CREATED_AT.gt(time)));
        filter.createdBefore().ifPresent(time -> all.add(ARTIFACTS.CREATED_AT.lt(time)));
        return DSL.and(all);
    }

    private static Condition beyond(ArtifactPosition position) {
        return DSL.row(ARTIFACTS.CREATED_AT, ARTIFACTS.ID)
                .lt(DSL.val(position.createdAt()), DSL.val(position.id().value()));
    }

    /** The policy checks every id that the function found once more. */
    private List<Hit> foundPage(DSLContext dsl, @Nullable ArtifactPosition after, int limit) {
        SearchArtifacts found = found(after, limit);
        return dsl.select(ARTIFACTS.fields())
                .select(found.SIMILARITY)
                .from(found)
                .join(ARTIFACTS)
                .on(ARTIFACTS.TENANT_ID.eq(tenant).and(ARTIFACTS.ID.eq(found.ID)))
                .orderBy(found.SIMILARITY.desc(), found.CREATED_AT.desc(), found.ID.desc())
                .fetch(row -> new Hit(JooqArtifactStore.artifact(row), Optional.ofNullable(row.get(found.SIMILARITY))));
    }

    private SearchArtifacts found(@Nullable ArtifactPosition after, int limit) {
        return new SearchArtifacts()
                .call(
                        filter.query().orElse(null),
                        filter.namePart().orElse(null),
                        filter.similarName().orElse(null),
                        tags(filter.allTags()),
                        tags(filter.anyTags()),
                        metadata(),
                        createdBy(),
                        filter.createdAfter().orElse(null),
                        filter.createdBefore().orElse(null),
                        after == null ? null : after.similarity().orElse(null),
                        after == null ? null : after.createdAt(),
                        after == null ? null : after.id().value(),
                        limit);
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
