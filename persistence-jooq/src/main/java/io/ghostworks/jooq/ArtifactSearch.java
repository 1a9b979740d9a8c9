package io.ghostworks.jooq;

import static io.ghostworks.jooq.generated.Tables.ARTIFACTS;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** One filter as SQL. What a user typed is always a bind value, with the characters that LIKE would interpret escaped. */
final class ArtifactSearch {

    /** How much of a name has to be alike, as pg_trgm's word similarity. */
    static final float SIMILARITY_THRESHOLD = 0.3f;

    private final ArtifactFilter filter;
    private final Condition matches;
    private final Optional<Field<Float>> similarity;

    ArtifactSearch(UUID tenant, ArtifactFilter filter) {
        this.filter = filter;
        this.similarity = filter.similarName().map(ArtifactSearch::similarityTo);
        this.matches = DSL.and(conditions(tenant));
    }

    /** An artifact and how well it matched. */
    record Hit(Artifact artifact, Optional<Float> similarity) {

        ArtifactPosition position() {
            return new ArtifactPosition(similarity, artifact.createdAt(), artifact.id());
        }
    }

    List<Hit> page(DSLContext dsl, Optional<ArtifactPosition> after, int limit) {
        List<SelectFieldOrAsterisk> columns = new ArrayList<>(List.of(ARTIFACTS.fields()));
        similarity.ifPresent(columns::add);
        var order = new ArrayList<>(List.of(ARTIFACTS.CREATED_AT.desc(), ARTIFACTS.ID.desc()));
        similarity.ifPresent(how -> order.addFirst(how.desc()));
        return dsl.select(columns)
                .from(ARTIFACTS)
                .where(matches)
                .and(after.map(this::beyond).orElseGet(DSL::noCondition))
                .orderBy(order)
                .limit(limit)
                .fetch(row -> new Hit(JooqArtifactStore.artifact(row), similarity.map(row::get)));
    }

    long count(DSLContext dsl) {
        return dsl.fetchCount(ARTIFACTS, matches);
    }

    private List<Condition> conditions(UUID tenant) {
        List<Condition> all = new ArrayList<>();
        all.add(ARTIFACTS.TENANT_ID.eq(tenant));
        all.add(DSL.condition(ARTIFACTS.IS_ACTIVE));
        filter.query()
                .ifPresent(text -> all.add(DSL.condition(
                        "artifacts.search_document @@ websearch_to_tsquery('pg_catalog.simple', {0})", DSL.val(text))));
        filter.namePart().ifPresent(part -> all.add(ARTIFACTS.NAME.containsIgnoreCase(part)));
        similarity.ifPresent(how -> all.add(how.ge(SIMILARITY_THRESHOLD)));
        if (!filter.allTags().isEmpty()) {
            all.add(ARTIFACTS.TAGS.contains(filter.allTags().toArray(String[]::new)));
        }
        if (!filter.anyTags().isEmpty()) {
            all.add(DSL.arrayOverlap(ARTIFACTS.TAGS, filter.anyTags().toArray(String[]::new)));
        }
        filter.metadata()
                .ifPresent(part ->
                        all.add(DSL.condition("{0} @> {1}", ARTIFACTS.METADATA, DSL.val(JsonColumn.write(part)))));
        filter.createdBy().map(UserId::value).ifPresent(user -> all.add(ARTIFACTS.CREATED_BY.eq(user)));
        filter.createdAfter().ifPresent(time -> all.add(ARTIFACTS.CREATED_AT.gt(time)));
        filter.createdBefore().ifPresent(time -> all.add(ARTIFACTS.CREATED_AT.lt(time)));
        return all;
    }

    private Condition beyond(ArtifactPosition position) {
        Field<Instant> createdAt = DSL.val(position.createdAt());
        Field<UUID> id = DSL.val(position.id().value());
        if (similarity.isEmpty()) {
            return DSL.row(ARTIFACTS.CREATED_AT, ARTIFACTS.ID).lt(createdAt, id);
        }
        Field<Float> bound = DSL.val(position.similarity().orElseThrow(), SQLDataType.REAL);
        return DSL.row(similarity.get(), ARTIFACTS.CREATED_AT, ARTIFACTS.ID).lt(bound, createdAt, id);
    }

    private static Field<Float> similarityTo(String name) {
        return DSL.field("public.word_similarity({0}, {1})", SQLDataType.REAL, DSL.val(name), ARTIFACTS.NAME);
    }
}
