package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.TENANTS;

import io.ghostworks.error.NotFound;
import io.ghostworks.jooq.door.Door;
import io.ghostworks.jooq.generated.Routines;
import io.ghostworks.jooq.generated.tables.Tenants;
import io.ghostworks.jooq.generated.tables.records.TenantsRecord;
import io.ghostworks.tenant.Slug;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.tenant.TenantStore;
import java.util.Optional;
import org.jooq.impl.DSL;

/** {@link TenantStore} on the tenants table, which the application may only read: functions of the database change it. */
record JooqTenantStore(Door door, TenantId tenant) implements TenantStore {

    private static final TenantChange NO_CHANGE =
            new TenantChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

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
        if (change.equals(NO_CHANGE)) {
            return get();
        }
        Tenants changed = TENANTS.as("changed");
        return door.run(dsl -> dsl.select(changed.fields())
                        .from(
                                "ghostworks.change_tenant({0}, {1}, {2}, {3}) as changed",
                                DSL.val(change.name().orElse(null), TENANTS.NAME),
                                DSL.val(change.description().orElse(null), TENANTS.DESCRIPTION),
                                DSL.val(change.settings().map(JsonColumn::write).orElse(null), TENANTS.SETTINGS),
                                DSL.val(change.isActive().orElse(null), TENANTS.IS_ACTIVE))
                        .fetchOptional())
                .map(row -> tenant(row.into(changed)))
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
