package io.ghostworks.memory;

import io.ghostworks.artifact.ArtifactStore;
import io.ghostworks.tenant.MemberStore;
import io.ghostworks.tenant.TenantStore;

/** Makes the stores of a visit; a wrong adapter makes a wrong one. */
interface StoreFactory {

    /** The stores that keep the contract. */
    StoreFactory RIGHT = new StoreFactory() {};

    default ArtifactStore artifacts(Visit visit) {
        return new InMemoryArtifactStore(visit);
    }

    default MemberStore members(Visit visit) {
        return new InMemoryMemberStore(visit);
    }

    default TenantStore tenant(Visit visit) {
        return new InMemoryTenantStore(visit);
    }

    default OpenDoor door(Vault vault, io.ghostworks.tenant.TenantId tenant, boolean writes) {
        return new OpenDoor(vault, tenant, writes);
    }
}
