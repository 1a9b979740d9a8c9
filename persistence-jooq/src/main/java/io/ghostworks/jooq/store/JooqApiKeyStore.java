package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.API_KEYS;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.UserId;
import io.ghostworks.error.NotFound;
import io.ghostworks.jooq.door.Door;
import io.ghostworks.tenant.ApiKey;
import io.ghostworks.tenant.ApiKeyStore;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Record7;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** {@link ApiKeyStore}: reads all but the hashes, for which the application has no privilege, and revokes by a function. */
record JooqApiKeyStore(Door door, TenantId tenant) implements ApiKeyStore {

    @Override
    public List<ApiKey> list() {
        return door.run(dsl -> keys(dsl, DSL.noCondition()).fetch(JooqApiKeyStore::key));
    }

    @Override
    public ApiKey get(ApiKeyId id) {
        return door.run(dsl -> keys(dsl, API_KEYS.ID.eq(id.value())).fetchOptional(JooqApiKeyStore::key))
                .orElseThrow(() -> new NotFound("api_key"));
    }

    @Override
    public void revoke(ApiKeyId id) {
        boolean isThere = door.run(dsl -> dsl.select(DSL.function(
                        DSL.name("ghostworks", "revoke_api_key"),
                        SQLDataType.BOOLEAN.nullable(false),
                        DSL.val(id.value())))
                .fetchSingle(Record1::value1));
        if (!isThere) {
            throw new NotFound("api_key");
        }
    }

    private ResultQuery<Record7<UUID, String, String, UUID, Instant, Instant, Instant>> keys(
            DSLContext dsl, Condition which) {
        return dsl.select(
                        API_KEYS.ID,
                        API_KEYS.NAME,
                        API_KEYS.ROLE,
                        API_KEYS.CREATED_BY,
                        API_KEYS.CREATED_AT,
                        API_KEYS.EXPIRES_AT,
                        API_KEYS.LAST_USED_AT)
                .from(API_KEYS)
                .where(API_KEYS.TENANT_ID.eq(tenant.value()))
                .and(which)
                .orderBy(API_KEYS.CREATED_AT, API_KEYS.ID);
    }

    private static ApiKey key(Record7<UUID, String, String, UUID, Instant, Instant, Instant> row) {
        return new ApiKey(
                new ApiKeyId(row.value1()),
                row.value2(),
                Role.of(row.value3()),
                Optional.ofNullable(row.value4()).map(UserId::new),
                row.value5(),
                Optional.ofNullable(row.value6()),
                Optional.ofNullable(row.value7()));
    }
}
