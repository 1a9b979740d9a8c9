package io.ghostworks.tenancy;

import io.ghostworks.tenant.Role;
import java.util.Optional;

/**
 * What the database says of an actor in a tenant at this moment.
 *
 * @param signedIn the user is active and the session is open
 * @param role empty for anyone who is not an active member, or if there is no such tenant
 * @param tenantActive false also if there is no such tenant
 */
public record Standing(boolean signedIn, Optional<Role> role, boolean tenantActive) {}
