package io.ghostworks.testing.memory;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.Caller;
import io.ghostworks.account.TokenHash;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.tenant.ApiKey;
import io.ghostworks.tenant.ApiKeyDraft;
import io.ghostworks.tenant.ApiKeyIssuer;
import io.ghostworks.tenant.ApiKeyStore;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.testing.memory.TenantRows.ApiKeyRow;
import io.ghostworks.testing.memory.TenantRows.MemberRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/** Makes API keys in a vault. */
class InMemoryApiKeyIssuer implements ApiKeyIssuer {

    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

    private final Vault vault;
    /** Stands for the database's. */
    private final Clock clock;

    InMemoryApiKeyIssuer(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public ApiKey issue(Caller.Session caller, TenantId tenant, ApiKeyId id, ApiKeyDraft draft, TokenHash hash) {
        ApiKey key = new ApiKey(
                id, draft.name(), draft.role(), Optional.of(caller.user()), now(), draft.expiresAt(), Optional.empty());
        inTurn(tenant, rows -> {
            if (!rows.signedIn(caller.user(), caller)) {
                throw Unauthenticated.token();
            }
            TenantRows changed = rows.tenant(tenant).copy();
            requireRole(changed, caller, draft.role());
            if (changed.apiKeys.size() >= ApiKeyStore.MOST) {
                throw new Conflict("A workspace has at most " + ApiKeyStore.MOST + " API keys.");
            }
            if (changed.apiKeys.putIfAbsent(id, new ApiKeyRow(key, hash)) != null) {
                throw new Conflict("It exists already.");
            }
            rows.tenants().put(tenant, changed);
        });
        return key;
    }

    /** Who may make a key of that role. */
    void requireRole(TenantRows rows, Caller.Session caller, Role made) {
        Role acting = Optional.ofNullable(rows.members.get(caller.user()))
                .filter(MemberRow::isActive)
                .filter(member -> rows.tenant().isActive())
                .orElseThrow(() -> new NotFound("workspace"))
                .role();
        if (!acting.isAtLeast(made == Role.OWNER ? Role.OWNER : Role.ADMIN)) {
            throw Forbidden.role("This needs a higher role in the workspace.");
        }
    }

    @Override
    public void noteUse(TenantId tenant, Caller.ApiKey caller) {
        inTurn(
                tenant,
                rows -> rows.tenant(tenant)
                        .inForce(caller, now())
                        .filter(key -> key.lastUsedAt()
                                .map(last -> last.plus(BETWEEN_NOTES).isBefore(now()))
                                .orElse(true))
                        .ifPresent(key -> {
                            TenantRows changed = rows.tenant(tenant).copy();
                            changed.apiKeys.computeIfPresent(key.id(), (id, row) -> row.used(now()));
                            rows.tenants().put(tenant, changed);
                        }));
    }

    /** After whoever is changing that tenant. */
    private void inTurn(TenantId tenant, Consumer<Rows> change) {
        Lock lock = vault.lock(tenant);
        lock.lock();
        try {
            vault.run(change);
        } finally {
            lock.unlock();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
