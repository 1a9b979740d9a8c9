package io.ghostworks.jooq.store;

import static java.util.stream.Collectors.joining;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactPosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What the database's search functions are asked, by the names of their parameters. A call and its values both come from
 * here, and PostgreSQL binds by name, so the order of the parameters is written down in their declaration alone.
 *
 * @param byName in any order, which the text and the values share
 */
record SearchArguments(Map<String, Field<?>> byName) {

    private static final DataType<String[]> TAGS = SQLDataType.CLOB.array();

    /** Of {@code count_artifacts}. */
    static SearchArguments ofCount(ArtifactFilter filter) {
        Map<String, Field<?>> all = new LinkedHashMap<>();
        all.put("p_query", value(SQLDataType.CLOB, filter.query()));
        all.put("p_name", value(SQLDataType.CLOB, filter.namePart()));
        all.put("p_similar", value(SQLDataType.CLOB, filter.similarName()));
        all.put("p_all_tags", value(TAGS, tags(filter.allTags())));
        all.put("p_any_tags", value(TAGS, tags(filter.anyTags())));
        all.put("p_metadata", value(SQLDataType.JSONB, filter.metadata().map(JsonColumn::write)));
        all.put("p_created_by", value(SQLDataType.UUID, filter.createdBy().map(UserId::value)));
        all.put("p_created_after", value(SQLDataType.INSTANT, filter.createdAfter()));
        all.put("p_created_before", value(SQLDataType.INSTANT, filter.createdBefore()));
        return new SearchArguments(all);
    }

    /** Of {@code search_artifacts}. */
    static SearchArguments ofPage(ArtifactFilter filter, Optional<ArtifactPosition> after, int limit) {
        Map<String, Field<?>> all = new LinkedHashMap<>(ofCount(filter).byName);
        all.put("p_beyond_similarity", value(SQLDataType.REAL, after.flatMap(ArtifactPosition::similarity)));
        all.put("p_beyond_created_at", value(SQLDataType.INSTANT, after.map(ArtifactPosition::createdAt)));
        all.put(
                "p_beyond_id",
                value(SQLDataType.UUID, after.map(position -> position.id().value())));
        all.put("p_limit", DSL.val(limit));
        return new SearchArguments(all);
    }

    /** The call of the function as text, with a question mark for each of the {@link #values}. */
    String call(String function) {
        return byName.keySet().stream().map(name -> name + " => ?").collect(joining(", ", function + "(", ")"));
    }

    List<Field<?>> values() {
        return List.copyOf(byName.values());
    }

    private static <T> Field<T> value(DataType<T> type, Optional<T> value) {
        return DSL.val(value.orElse(null), type);
    }

    private static Optional<String[]> tags(List<String> tags) {
        return tags.isEmpty() ? Optional.empty() : Optional.of(tags.toArray(String[]::new));
    }
}
