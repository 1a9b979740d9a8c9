package io.ghostworks.testing.memory;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenant.ApiKey;
import io.ghostworks.tenant.ApiKeyStore;
import io.ghostworks.tenant.Role;
import io.ghostworks.testing.memory.TenantRows.ApiKeyRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The API keys of a visit's tenant. */
class InMemoryApiKeyStore implements ApiKeyStore {

    private final Visit visit;

    InMemoryApiKeyStore(Visit visit) {
        this.visit = visit;
    }

    @Override
    public List<ApiKey> list() {
        return visit.see(rows -> rows.apiKeys.values().stream()
                .map(ApiKeyRow::key)
                .sorted(Comparator.comparing(ApiKey::createdAt)
                        .thenComparing(key -> key.id().value(), Order.IDS))
                .toList());
    }

    @Override
    public ApiKey get(ApiKeyId id) {
        return visit.see(rows -> Optional.ofNullable(rows.apiKeys.get(id)))
                .map(ApiKeyRow::key)
                .orElseThrow(() -> new NotFound("api_key"));
    }

    @Override
    public void revoke(ApiKeyId id) {
        visit.run(rows -> {
            requireRole(rows);
            if (rows.apiKeys.remove(id) == null) {
                throw new NotFound("api_key");
            }
        });
    }

    void requireRole(TenantRows rows) {
        visit.requireRole(rows, Role.ADMIN);
    }
}
