package io.ghostworks.jooq.store;

import io.ghostworks.artifact.ArtifactStore;
import io.ghostworks.jooq.door.Door;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.ApiKeyStore;
import io.ghostworks.tenant.InvitationStore;
import io.ghostworks.tenant.MemberStore;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.tenant.TenantStore;

/** The stores of one tenant, behind its open door. */
public record JooqStores(Door door, TenantId id) implements TenantStores {

    @Override
    public ArtifactStore artifacts() {
        return new JooqArtifactStore(door, id);
    }

    @Override
    public MemberStore members() {
        return new JooqMemberStore(door, id);
    }

    @Override
    public InvitationStore invitations() {
        return new JooqInvitationStore(door, id);
    }

    @Override
    public ApiKeyStore apiKeys() {
        return new JooqApiKeyStore(door, id);
    }

    @Override
    public TenantStore tenant() {
        return new JooqTenantStore(door, id);
    }
}
