package io.ghostworks.tenancy;

import io.ghostworks.artifact.ArtifactStore;
import io.ghostworks.tenant.ApiKeyStore;
import io.ghostworks.tenant.InvitationStore;
import io.ghostworks.tenant.MemberStore;
import io.ghostworks.tenant.TenantStore;

/** The stores of one tenant, while its door is open. */
public interface TenantStores {

    ArtifactStore artifacts();

    MemberStore members();

    InvitationStore invitations();

    ApiKeyStore apiKeys();

    TenantStore tenant();
}
