package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.ARTIFACTS;
import static io.ghostworks.jooq.store.FixedSql.value;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.artifact.ArtifactPosition;
import io.ghostworks.artifact.ArtifactStats;
import io.ghostworks.artifact.ArtifactStore;
import io.ghostworks.artifact.IdempotencyKey;
import io.ghostworks.error.NotFound;
import io.ghostworks.jooq.door.Door;
import io.ghostworks.jooq.generated.tables.records.ArtifactsRecord;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.value.Page;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * {@link ArtifactStore} on the artifacts table. Every statement also names the tenant: row-level security does not need
 * it, but with it the policy is checked once instead of for each row.
 */
record JooqArtifactStore(Door door, TenantId tenant) implements ArtifactStore {

    /** What makes an artifact. */
    static final List<Field<?>> COLUMNS = Stream.<Field<?>>of(ARTIFACTS.fields())
            .filter(column -> !column.equals(ARTIFACTS.TENANT_ID))
            .toList();

    private static final FixedSql FIND = FixedSql.of(DSL.select(COLUMNS)
            .from(ARTIFACTS)
            .where(
                    ARTIFACTS.TENANT_ID.eq(value(ARTIFACTS.TENANT_ID)),
                    ARTIFACTS.ID.eq(value(ARTIFACTS.ID)),
                    DSL.condition(ARTIFACTS.IS_ACTIVE)));

    @Override
    public void create(Artifact artifact) {
        door.run(dsl -> dsl.insertInto(ARTIFACTS).set(row(artifact)).execute());
    }

    @Override
    public void createAll(Collection<Artifact> artifacts) {
        if (!artifacts.isEmpty()) {
            door.run(dsl -> new ArtifactBatch(artifacts).insert(dsl, tenant.value()));
        }
    }

    @Override
    public void settle() {
        door.run(dsl -> dsl.execute("select from ghostworks.settle_artifacts()"));
    }

    @Override
    public Artifact createOnce(Artifact artifact, IdempotencyKey key) {
        return door.run(dsl -> new IdempotentCreation(dsl, tenant.value(), artifact, key).run(this::create));
    }

    @Override
    public Optional<Artifact> find(ArtifactId id) {
        return door.run(dsl -> dsl.resultQuery("{0}", FIND.with(List.of(DSL.val(tenant.value()), DSL.val(id.value()))))
                .coerce(COLUMNS)
                .fetchOptional(JooqArtifactStore::artifact));
    }

    @Override
    public Artifact lock(ArtifactId id) {
        return door.run(dsl -> dsl.selectFrom(ARTIFACTS)
                        .where(is(id))
                        .and(ARTIFACTS.IS_ACTIVE)
                        .forUpdate()
                        .fetchOptional(JooqArtifactStore::artifact))
                .orElseThrow(JooqArtifactStore::absent);
    }

    @Override
    public Artifact replace(ArtifactId id, ArtifactContent content) {
        return door.run(dsl -> dsl.update(ARTIFACTS)
                        .set(ARTIFACTS.NAME, content.name())
                        .set(ARTIFACTS.DESCRIPTION, content.description().orElse(null))
                        .set(ARTIFACTS.TAGS, content.tags().toArray(String[]::new))
                        .set(ARTIFACTS.METADATA, JsonColumn.write(content.metadata()))
                        .where(is(id))
                        .and(ARTIFACTS.IS_ACTIVE)
                        .returning()
                        .fetchOptional(JooqArtifactStore::artifact))
                .orElseThrow(JooqArtifactStore::absent);
    }

    @Override
    public void delete(ArtifactId id) {
        if (door.run(dsl -> dsl.update(ARTIFACTS)
                        .set(ARTIFACTS.IS_ACTIVE, false)
                        .where(is(id))
                        .and(ARTIFACTS.IS_ACTIVE)
                        .execute())
                == 0) {
            throw absent();
        }
    }

    @Override
    public Artifact restore(ArtifactId id) {
        return door.run(dsl -> dsl.update(ARTIFACTS)
                        .set(ARTIFACTS.IS_ACTIVE, true)
                        .where(is(id))
                        .andNot(ARTIFACTS.IS_ACTIVE)
                        .returning()
                        .fetchOptional(JooqArtifactStore::artifact))
                .or(() -> find(id))
                .orElseThrow(JooqArtifactStore::absent);
    }

    @Override
    public Page<Artifact, ArtifactPosition> list(ArtifactFilter filter, Optional<ArtifactPosition> after, int limit) {
        ArtifactSearch search = new ArtifactSearch(tenant.value(), filter);
        var found = door.run(dsl -> search.page(dsl, after, limit + 1));
        Page<ArtifactSearch.Hit, ArtifactPosition> page = Page.of(found, limit, ArtifactSearch.Hit::position);
        return new Page<>(
                page.items().stream().map(ArtifactSearch.Hit::artifact).toList(), page.next());
    }

    @Override
    public long count(ArtifactFilter filter) {
        return door.run(dsl -> new ArtifactSearch(tenant.value(), filter).count(dsl));
    }

    @Override
    public ArtifactStats stats() {
        return door.run(dsl -> ArtifactFigures.of(dsl, tenant.value()));
    }

    private Condition is(ArtifactId id) {
        return ARTIFACTS.TENANT_ID.eq(tenant.value()).and(ARTIFACTS.ID.eq(id.value()));
    }

    private static NotFound absent() {
        return new NotFound("artifact");
    }

    private ArtifactsRecord row(Artifact artifact) {
        ArtifactsRecord row = new ArtifactsRecord();
        row.setTenantId(tenant.value());
        row.setId(artifact.id().value());
        row.setName(artifact.content().name());
        row.setDescription(artifact.content().description().orElse(null));
        row.setTags(artifact.content().tags().toArray(String[]::new));
        row.setMetadata(JsonColumn.write(artifact.content().metadata()));
        row.setCreatedBy(artifact.createdBy().map(UserId::value).orElse(null));
        row.setCreatedAt(artifact.createdAt());
        row.setUpdatedAt(artifact.updatedAt());
        return row;
    }

    static Artifact artifact(Record row) {
        return new Artifact(
                new ArtifactId(row.get(ARTIFACTS.ID)),
                new ArtifactContent(
                        row.get(ARTIFACTS.NAME),
                        Optional.ofNullable(row.get(ARTIFACTS.DESCRIPTION)),
                        List.of(row.get(ARTIFACTS.TAGS)),
                        JsonColumn.read(row.get(ARTIFACTS.METADATA))),
                Optional.ofNullable(row.get(ARTIFACTS.CREATED_BY)).map(UserId::new),
                row.get(ARTIFACTS.IS_ACTIVE),
                row.get(ARTIFACTS.VERSION),
                row.get(ARTIFACTS.CREATED_AT),
                row.get(ARTIFACTS.UPDATED_AT));
    }
}
