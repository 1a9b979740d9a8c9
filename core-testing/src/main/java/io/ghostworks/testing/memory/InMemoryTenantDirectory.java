package io.ghostworks.testing.memory;

import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.Slug;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.tenant.TenantDirectory;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.tenant.Workspace;
import io.ghostworks.testing.memory.TenantRows.MemberRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds and makes tenants in a vault. */
final class InMemoryTenantDirectory implements TenantDirectory {

    private static final Comparator<Workspace> BY_NAME = Comparator.<Workspace, String>comparing(
                    workspace -> workspace.tenant().name(), Order.TEXTS)
            .thenComparing(workspace -> workspace.tenant().id().value(), Order.IDS);

    private final Vault vault;

    InMemoryTenantDirectory(Vault vault) {
        this.vault = vault;
    }

    @Override
    public List<Workspace> list(UserId user) {
        return vault.committed().tenants().values().stream()
                .flatMap(rows -> workspace(rows, user))
                .sorted(BY_NAME)
                .toList();
    }

    private static Stream<Workspace> workspace(TenantRows rows, UserId user) {
        return Optional.ofNullable(rows.members.get(user)).filter(MemberRow::isActive).stream()
                .map(member -> new Workspace(rows.tenant(), member.role()));
    }

    @Override
    public Tenant create(TenantId id, TenantDraft draft, Slug slug, UserId owner, Instant now) {
        Instant moment = now.truncatedTo(ChronoUnit.MICROS);
        return vault.change(rows -> {
            requireFree(rows, id, slug);
            if (!rows.users().containsKey(owner)) {
                throw new NotFound("user");
            }
            TenantRows made = new TenantRows(
                    new Tenant(id, draft.name(), slug, draft.description(), draft.settings(), true, 1, moment, moment));
            made.members.put(owner, new MemberRow(owner, Role.OWNER, true, moment));
            rows.tenants().put(id, made);
            return made.tenant();
        });
    }

    private static void requireFree(Rows rows, TenantId id, Slug slug) {
        if (rows.tenants().containsKey(id)
                || rows.tenants().values().stream()
                        .anyMatch(other -> other.tenant().slug().equals(slug))) {
            throw new Conflict("The slug is taken.");
        }
    }
}
