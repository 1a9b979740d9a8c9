package io.ghostworks.jooq;

import static io.ghostworks.jooq.generated.Tables.ARTIFACTS;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Many artifacts in one statement: one array a column, unnested. Its text does not depend on how many there are, and under
 * row-level security it is nearly as fast as COPY, which PostgreSQL refuses there.
 */
final class ArtifactBatch {

    private static final String INSERT = """
            insert into ghostworks.artifacts
              (tenant_id, id, name, description, tags, metadata, created_by, created_at, updated_at)
            select {0}, a.id, a.name, a.description, a.tags::text[], a.metadata::jsonb, a.created_by, a.created_at, a.updated_at
            from unnest({1}, {2}, {3}, {4}, {5}, {6}, {7}, {8})
              as a (id, name, description, tags, metadata, created_by, created_at, updated_at)""";

    private final Collection<Artifact> artifacts;

    ArtifactBatch(Collection<Artifact> artifacts) {
        this.artifacts = artifacts;
    }

    int insert(DSLContext dsl, UUID tenant) {
        return dsl.query(
                        INSERT,
                        DSL.val(tenant),
                        column(
                                ARTIFACTS.ID,
                                UUID.class,
                                artifact -> artifact.id().value()),
                        column(
                                ARTIFACTS.NAME,
                                String.class,
                                artifact -> artifact.content().name()),
                        column(
                                ARTIFACTS.DESCRIPTION,
                                String.class,
                                artifact -> artifact.content().description().orElse(null)),
                        column(
                                ARTIFACTS.NAME,
                                String.class,
                                artifact -> arrayLiteral(artifact.content().tags())),
                        column(
                                ARTIFACTS.NAME,
                                String.class,
                                artifact -> artifact.content().metadata().toJson()),
                        column(
                                ARTIFACTS.CREATED_BY,
                                UUID.class,
                                artifact ->
                                        artifact.createdBy().map(UserId::value).orElse(null)),
                        column(ARTIFACTS.CREATED_AT, Instant.class, Artifact::createdAt),
                        column(ARTIFACTS.UPDATED_AT, Instant.class, Artifact::updatedAt))
                .execute();
    }

    @SuppressWarnings("unchecked")
    private <T> Field<T[]> column(Field<T> like, Class<T> type, Function<Artifact, @Nullable T> value) {
        T[] values =
                artifacts.stream().map(value).toArray(size -> (T[]) java.lang.reflect.Array.newInstance(type, size));
        return DSL.val(values, like.getDataType().getArrayDataType());
    }

    /** An array of arrays would be unnested whole, so each row's tags travel as text. */
    private static String arrayLiteral(List<String> tags) {
        return tags.stream()
                .map(tag -> '"' + tag.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
