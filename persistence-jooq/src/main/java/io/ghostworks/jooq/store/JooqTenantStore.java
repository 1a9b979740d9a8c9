package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.TENANTS;

import io.ghostworks.error.NotFound;
import io.ghostworks.jooq.door.Door;
import io.ghostworks.jooq.generated.Routines;
import io.ghostworks.jooq.generated.tables.records.TenantsRecord;
import io.ghostworks.tenant.Slug;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.tenant.TenantStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** {@link TenantStore} on the tenants table. */
record JooqTenantStore(Door door, TenantId tenant) implements TenantStore {

    @Override
    public Tenant get() {
        return door.run(dsl -> dsl.selectFrom(TENANTS)
                        .where(TENANTS.ID.eq(tenant.value()))
                        .fetchOptional())
                .map(JooqTenantStore::tenant)
                .orElseThrow(JooqTenantStore::absent);
    }

    @Override
    public Tenant update(TenantChange change) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        change.name().ifPresent(name -> columns.put(TENANTS.NAME, name));
        change.description().ifPresent(text -> columns.put(TENANTS.DESCRIPTION, text.isEmpty() ? null : text));
        change.settings().ifPresent(settings -> columns.put(TENANTS.SETTINGS, JsonColumn.write(settings)));
        change.isActive().ifPresent(active -> columns.put(TENANTS.IS_ACTIVE, active));
        if (columns.isEmpty()) {
            return get();
        }
        return door.run(dsl -> dsl.update(TENANTS)
                        .set(columns)
                        .where(TENANTS.ID.eq(tenant.value()))
                        .returning()
                        .fetchOptional())
                .map(JooqTenantStore::tenant)
                .orElseThrow(JooqTenantStore::absent);
    }

    @Override
    public void delete() {
        if (!door.run(dsl -> Routines.deleteTenant(dsl.configuration()))) {
            throw absent();
        }
    }

    private static NotFound absent() {
        return new NotFound("workspace");
    }

    static Tenant tenant(TenantsRecord row) {
        return new Tenant(
                new TenantId(row.getId()),
                row.getName(),
                new Slug(row.getSlug()),
                Optional.ofNullable(row.getDescription()),
                JsonColumn.read(row.getSettings()),
                row.getIsActive(),
                row.getMemberCount(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
