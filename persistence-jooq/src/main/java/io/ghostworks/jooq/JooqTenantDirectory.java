package io.ghostworks.jooq;

import static io.ghostworks.jooq.generated.Tables.TENANTS;
import static io.ghostworks.jooq.generated.Tables.WORKSPACE_MEMBERSHIPS;

import io.ghostworks.account.UserId;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.Slug;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantDirectory;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.tenant.Workspace;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;

/** {@link TenantDirectory}: lists outside of any tenant, and makes a tenant from inside the new one. */
record JooqTenantDirectory(Doors doors) implements TenantDirectory {

    @Override
    public List<Workspace> list(UserId user) {
        return doors.outside(
                user.value(),
                dsl -> dsl.select(TENANTS, WORKSPACE_MEMBERSHIPS.ROLE)
                        .from(WORKSPACE_MEMBERSHIPS)
                        .join(TENANTS)
                        .on(TENANTS.ID.eq(WORKSPACE_MEMBERSHIPS.TENANT_ID))
                        .where(WORKSPACE_MEMBERSHIPS.USER_ID.eq(user.value()))
                        .and(WORKSPACE_MEMBERSHIPS.IS_ACTIVE)
                        .orderBy(TENANTS.NAME.collate("C"), TENANTS.ID)
                        .fetch(row -> new Workspace(JooqTenantStore.tenant(row.value1()), Role.of(row.value2()))));
    }

    @Override
    public Tenant create(TenantId id, TenantDraft draft, Slug slug, UserId owner, Instant now) {
        return doors.write(
                new Scope(id, owner),
                null,
                door -> door.run(dsl -> {
                    insertTenant(dsl, id, draft, slug, now);
                    insertOwner(dsl, id, owner, now);
                    return new JooqTenantStore(door).get();
                }));
    }

    private static void insertTenant(DSLContext dsl, TenantId id, TenantDraft draft, Slug slug, Instant now) {
        dsl.insertInto(TENANTS)
                .set(TENANTS.ID, id.value())
                .set(TENANTS.NAME, draft.name())
                .set(TENANTS.SLUG, slug.value())
                .set(TENANTS.DESCRIPTION, draft.description().orElse(null))
                .set(TENANTS.SETTINGS, JsonColumn.write(draft.settings()))
                .set(TENANTS.CREATED_AT, now)
                .set(TENANTS.UPDATED_AT, now)
                .execute();
    }

    private static void insertOwner(DSLContext dsl, TenantId id, UserId owner, Instant now) {
        dsl.insertInto(WORKSPACE_MEMBERSHIPS)
                .set(WORKSPACE_MEMBERSHIPS.TENANT_ID, id.value())
                .set(WORKSPACE_MEMBERSHIPS.USER_ID, owner.value())
                .set(WORKSPACE_MEMBERSHIPS.ROLE, Role.OWNER.text())
                .set(WORKSPACE_MEMBERSHIPS.CREATED_AT, now)
                .set(WORKSPACE_MEMBERSHIPS.UPDATED_AT, now)
                .execute();
    }
}
