package io.ghostworks.testing.memory;

import io.ghostworks.artifact.ArtifactStore;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.ApiKeyStore;
import io.ghostworks.tenant.InvitationStore;
import io.ghostworks.tenant.MemberStore;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.tenant.TenantStore;
import org.jspecify.annotations.Nullable;

/** Makes the parts of the adapter; a wrong adapter makes one of them wrong. */
interface StoreFactory {

    /** The stores that keep the contract. */
    StoreFactory RIGHT = new StoreFactory() {};

    default ArtifactStore artifacts(Visit visit) {
        return new InMemoryArtifactStore(visit);
    }

    default MemberStore members(Visit visit) {
        return new InMemoryMemberStore(visit);
    }

    default InvitationStore invitations(Visit visit) {
        return new InMemoryInvitationStore(visit);
    }

    default ApiKeyStore apiKeys(Visit visit) {
        return new InMemoryApiKeyStore(visit);
    }

    default TenantStore tenant(Visit visit) {
        return new InMemoryTenantStore(visit);
    }

    default OpenDoor door(Vault vault, TenantId tenant, boolean writes) {
        return new OpenDoor(vault, tenant, writes);
    }

    default Visit visit(
            InMemoryTenancy tenancy, OpenDoor door, Scope scope, boolean writes, @Nullable Admission admission) {
        return new Visit(tenancy, door, scope, writes, admission);
    }
}
