/**
 * The isolation boundary and who belongs to it: tenants (the HTTP API calls them workspaces) and their members.
 *
 * <p>Start at {@link io.ghostworks.tenant.Tenant}. {@link io.ghostworks.tenant.TenantStore} and {@link
 * io.ghostworks.tenant.MemberStore} exist only inside a tenant, handed out by {@code io.ghostworks.tenancy}; {@link
 * io.ghostworks.tenant.TenantDirectory} is for what happens outside of any. Values are immutable; a store belongs to
 * the thread it was handed to. A tenant has at least one active owner at every commit. Who may do what does not belong
 * here: see {@code io.ghostworks.Action}.
 */
@NullMarked
package io.ghostworks.tenant;

import org.jspecify.annotations.NullMarked;
