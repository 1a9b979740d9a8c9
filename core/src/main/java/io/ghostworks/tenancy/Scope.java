package io.ghostworks.tenancy;

import io.ghostworks.account.UserId;
import io.ghostworks.tenant.TenantId;

/** In which tenant something is done, and by whom. */
public record Scope(TenantId tenant, UserId actor) {}
