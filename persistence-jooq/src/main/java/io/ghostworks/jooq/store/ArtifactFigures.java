package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.ARTIFACTS;
import static org.jooq.impl.DSL.count;

import io.ghostworks.artifact.ArtifactStats;
import io.ghostworks.artifact.ArtifactStats.TagCount;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The figures of a tenant's artifacts. */
final class ArtifactFigures {

    private static final int MOST_USED = 10;
    private static final Field<String> TAG = DSL.field(DSL.name("used", "tag"), SQLDataType.CLOB);

    private ArtifactFigures() {}

    static ArtifactStats of(DSLContext dsl, UUID tenant) {
        Condition own = ARTIFACTS.TENANT_ID.eq(tenant);
        var totals = dsl.select(count(), count().filterWhere(ARTIFACTS.IS_ACTIVE))
                .from(ARTIFACTS)
                .where(own)
                .fetchSingle();
        var tags = ARTIFACTS.crossJoin(DSL.unnest(ARTIFACTS.TAGS).as("used", "tag"));
        // Of one pass over the tags both: how many there are, and which are used most.
        var used = dsl.select(TAG, count(), count().over())
                .from(tags)
                .where(own.and(ARTIFACTS.IS_ACTIVE))
                .groupBy(TAG)
                .orderBy(count().desc(), TAG.collate("C"))
                .limit(MOST_USED)
                .fetch();
        int distinct = used.isEmpty() ? 0 : used.getFirst().value3();
        List<TagCount> mostUsed = used.map(row -> new TagCount(row.value1(), row.value2()));
        return new ArtifactStats(totals.value1(), totals.value2(), distinct, mostUsed);
    }
}
