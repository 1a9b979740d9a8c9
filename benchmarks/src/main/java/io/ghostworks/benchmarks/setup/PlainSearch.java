package io.ghostworks.benchmarks.setup;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.value.JsonObject;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The page of a list as anyone would write it, with every filter in one query. Makes the same records of its rows. */
public record PlainSearch(UUID tenant, ArtifactFilter filter, Optional<ArtifactPosition> after, int limit) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, @Nullable Object>> MEMBERS = new TypeReference<>() {};

    private static final String COLUMNS =
            "select id, name, description, tags, metadata, created_by, is_active, version,"
                    + " created_at, updated_at ";

    public static Optional<Artifact> find(DSLContext dsl, UUID tenant, UUID id) {
        return dsl.fetchOptional(
                        COLUMNS + "from ghostworks.artifacts where tenant_id = {0} and id = {1} and is_active",
                        DSL.val(tenant),
                        DSL.val(id))
                .map(PlainSearch::artifact);
    }

    public List<Artifact> run(DSLContext dsl) {
        return rows(dsl).map(PlainSearch::artifact);
    }

    public Result<Record> rows(DSLContext dsl) {
        List<QueryPart> binds = new ArrayList<>(List.of(DSL.val(tenant)));
        StringBuilder sql = new StringBuilder(COLUMNS + from(binds) + " order by ");
        filter.similarName().ifPresent(it -> {
            sql.append("public.word_similarity({").append(binds.size()).append("}, name) desc, ");
            binds.add(DSL.val(it));
        });
        sql.append("created_at desc, id desc limit ").append(limit);
        return dsl.fetch(sql.toString(), binds.toArray(QueryPart[]::new));
    }

    public Result<?> count(DSLContext dsl) {
        List<QueryPart> binds = new ArrayList<>(List.of(DSL.val(tenant)));
        return dsl.fetch("select count(*) " + from(binds), binds.toArray(QueryPart[]::new));
    }

    private String from(List<QueryPart> binds) {
        StringBuilder sql = new StringBuilder("from ghostworks.artifacts where tenant_id = {0} and is_active");
        filter.query()
                .ifPresent(it -> add(
                        sql, binds, "search_document @@ websearch_to_tsquery('pg_catalog.simple', #)", DSL.val(it)));
        filter.namePart().ifPresent(it -> add(sql, binds, "name ilike #", DSL.val("%" + it + "%")));
        filter.similarName().ifPresent(it -> add(sql, binds, "# operator(public.<%) name", DSL.val(it)));
        if (!filter.allTags().isEmpty()) {
            add(sql, binds, "tags @> #", array(filter.allTags()));
        }
        if (!filter.anyTags().isEmpty()) {
            add(sql, binds, "tags && #", array(filter.anyTags()));
        }
        filter.metadata()
                .map(JsonObject::toJson)
                .ifPresent(it -> add(sql, binds, "metadata @> #", DSL.val(it).cast(SQLDataType.JSONB)));
        filter.createdBy().map(UserId::value).ifPresent(it -> add(sql, binds, "created_by = #", DSL.val(it)));
        after.ifPresent(it -> add(
                sql,
                binds,
                "(created_at, id) < #",
                DSL.row(DSL.val(it.createdAt()), DSL.val(it.id().value()))));
        return sql.toString();
    }

    private static Artifact artifact(Record row) {
        return new Artifact(
                new ArtifactId(row.get(0, UUID.class)),
                new ArtifactContent(
                        row.get(1, String.class),
                        Optional.ofNullable(row.get(2, String.class)),
                        List.of(row.get(3, String[].class)),
                        JsonObject.stored(row.get(4, JSONB.class).data(), text -> JSON.readValue(text, MEMBERS))),
                Optional.ofNullable(row.get(5, UUID.class)).map(UserId::new),
                row.get(6, Boolean.class),
                row.get(7, Long.class),
                row.get(8, OffsetDateTime.class).toInstant(),
                row.get(9, OffsetDateTime.class).toInstant());
    }

    private static void add(StringBuilder sql, List<QueryPart> binds, String condition, QueryPart bind) {
        sql.append(" and ").append(condition.replace("#", "{" + binds.size() + "}"));
        binds.add(bind);
    }

    private static Field<String[]> array(List<String> tags) {
        return DSL.val(tags.toArray(String[]::new), SQLDataType.CLOB.array());
    }
}
