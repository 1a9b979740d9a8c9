package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.TENANTS;
import static io.ghostworks.jooq.generated.Tables.WORKSPACE_MEMBERSHIPS;

import io.ghostworks.account.UserId;
import io.ghostworks.jooq.door.Doors;
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
import org.jooq.impl.DSL;

/** {@link TenantDirectory}: lists outside of any tenant, and makes a tenant from inside the new one, by a function. */
public record JooqTenantDirectory(Doors doors) implements TenantDirectory {

    @Override
    public List<Workspace> list(UserId user) {
        return doors.outside(
                user,
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
        return doors.writeRows(new Scope(id, owner), door -> {
            door.run(dsl -> dsl.query(
                            "select ghostworks.create_tenant({0}, {1}, {2}, {3}, {4})",
                            DSL.val(draft.name()),
                            DSL.val(slug.value()),
                            DSL.val(draft.description().orElse(null), TENANTS.DESCRIPTION),
                            DSL.val(JsonColumn.write(draft.settings()), TENANTS.SETTINGS),
                            DSL.val(now))
                    .execute());
            return new JooqTenantStore(door, id).get();
        });
    }
}
