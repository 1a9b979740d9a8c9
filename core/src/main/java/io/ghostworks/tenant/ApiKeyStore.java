package io.ghostworks.tenant;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import java.util.List;

/** The API keys of the scope's tenant. They are made elsewhere, by an {@link ApiKeyIssuer}: no code inside a tenant makes one. */
public interface ApiKeyStore {

    /** How many there may be at a time, expired ones too. */
    int MOST = 100;

    /** All of them, expired ones too, by the time they were made and then by id. */
    List<ApiKey> list();

    /** @throws NotFound if the tenant has no such key */
    ApiKey get(ApiKeyId id);

    /**
     * Takes a key back: once this is committed, nothing begins with it any more.
     *
     * @throws NotFound if the tenant has no such key, or the actor is no active member of it
     * @throws Forbidden unless the actor is an admin or owner: also if nobody asked before the write
     */
    void revoke(ApiKeyId id);
}
