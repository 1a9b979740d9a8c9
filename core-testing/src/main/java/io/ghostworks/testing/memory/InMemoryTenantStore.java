package io.ghostworks.testing.memory;

import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.tenant.TenantStore;
import java.util.Optional;

/** The tenant of a visit. */
class InMemoryTenantStore implements TenantStore {

    final Visit visit;

    InMemoryTenantStore(Visit visit) {
        this.visit = visit;
    }

    @Override
    public Tenant get() {
        return visit.see(TenantRows::found).orElseThrow(() -> new NotFound("workspace"));
    }

    @Override
    public Tenant update(TenantChange change) {
        return visit.change(rows -> {
            Tenant old = rows.tenant();
            requireRole(rows, change.isActive().isEmpty() && old.isActive() ? Role.ADMIN : Role.OWNER);
            rows.replaceTenant(new Tenant(
                    old.id(),
                    change.name().orElse(old.name()),
                    old.slug(),
                    change.description()
                            .map(Optional::of)
                            .orElse(old.description())
                            .filter(text -> !text.isEmpty()),
                    change.settings().orElse(old.settings()),
                    change.isActive().orElse(old.isActive()),
                    old.memberCount(),
                    old.createdAt(),
                    Order.later(visit.now(), old.updatedAt())));
            return rows.tenant();
        });
    }

    @Override
    public void delete() {
        visit.run(rows -> {
            rows.tenant();
            requireRole(rows, Role.OWNER);
            rows.clear();
        });
    }

    void requireRole(TenantRows rows, Role least) {
        visit.requireRole(rows, least);
    }
}
