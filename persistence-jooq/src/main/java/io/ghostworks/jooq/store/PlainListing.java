package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.ARTIFACTS;
import static io.ghostworks.jooq.store.FixedSql.value;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A list that only {@code =} and {@code <} decide: a plain query under row-level security, newest first.
 *
 * @param after null for the first page
 */
record PlainListing(
        UUID tenant, ArtifactFilter filter, @Nullable ArtifactPosition after) {

    private static final Map<Shape, FixedSql> PAGES = new ConcurrentHashMap<>();
    private static final Map<Shape, FixedSql> COUNTS = new ConcurrentHashMap<>();

    List<Artifact> page(DSLContext dsl, int limit) {
        List<Field<?>> values = values();
        values.add(DSL.val(limit));
        return dsl.resultQuery(
                        "{0}", PAGES.computeIfAbsent(shape(), Shape::page).with(values))
                .coerce(JooqArtifactStore.COLUMNS)
                .fetch(JooqArtifactStore::artifact);
    }

    long count(DSLContext dsl) {
        return dsl.resultQuery(
                        "{0}", COUNTS.computeIfAbsent(shape(), Shape::count).with(values()))
                .coerce(DSL.count())
                .fetchSingle()
                .value1();
    }

    private Shape shape() {
        return new Shape(
                filter.createdBy().isPresent(),
                filter.createdAfter().isPresent(),
                filter.createdBefore().isPresent(),
                after != null);
    }

    /** In the order of the conditions. */
    private List<Field<?>> values() {
        List<Field<?>> values = new ArrayList<>();
        values.add(DSL.val(tenant));
        filter.createdBy().map(UserId::value).map(DSL::val).ifPresent(values::add);
        filter.createdAfter().map(DSL::val).ifPresent(values::add);
        filter.createdBefore().map(DSL::val).ifPresent(values::add);
        if (after != null) {
            values.add(DSL.val(after.createdAt()));
            values.add(DSL.val(after.id().value()));
        }
        return values;
    }

    /** Which conditions there are besides the tenant's. */
    private record Shape(boolean author, boolean since, boolean until, boolean beyond) {

        FixedSql page() {
            return FixedSql.of(DSL.select(JooqArtifactStore.COLUMNS)
                    .from(ARTIFACTS)
                    .where(conditions())
                    .orderBy(ARTIFACTS.CREATED_AT.desc(), ARTIFACTS.ID.desc())
                    .limit(value(SQLDataType.INTEGER)));
        }

        FixedSql count() {
            return FixedSql.of(DSL.selectCount().from(ARTIFACTS).where(conditions()));
        }

        private List<Condition> conditions() {
            List<Condition> all = new ArrayList<>();
            all.add(ARTIFACTS.TENANT_ID.eq(value(ARTIFACTS.TENANT_ID)));
            all.add(DSL.condition(ARTIFACTS.IS_ACTIVE));
            if (author) {
                all.add(ARTIFACTS.CREATED_BY.eq(value(ARTIFACTS.CREATED_BY)));
            }
            if (since) {
                all.add(ARTIFACTS.CREATED_AT.gt(value(ARTIFACTS.CREATED_AT)));
            }
            if (until) {
                all.add(ARTIFACTS.CREATED_AT.lt(value(ARTIFACTS.CREATED_AT)));
            }
            if (beyond) {
                all.add(DSL.row(ARTIFACTS.CREATED_AT, ARTIFACTS.ID)
                        .lt(value(ARTIFACTS.CREATED_AT), value(ARTIFACTS.ID)));
            }
            return all;
        }
    }
}
