package io.ghostworks.tenancy;

import io.ghostworks.tenant.Role;
import java.util.Optional;

/**
 * What the database says of an actor in a tenant at this moment.
 *
 * @param signedIn the user is active and the session is open, or the API key is in force, be it in another tenant
 * @param role the member's or the key's; empty for anyone who is not an active member, for a key of another tenant, or if there is no
 *     such tenant
 * @param tenantActive false also if there is no such tenant
 */
public record Standing(boolean signedIn, Optional<Role> role, boolean tenantActive) {}
