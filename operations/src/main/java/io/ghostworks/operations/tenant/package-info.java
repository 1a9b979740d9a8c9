/**
 * One tenant out of a database, into one, and gone from one.
 *
 * <p>Start at {@link io.ghostworks.operations.tenant.TenantOperations}. The tables are read from the catalog, so an embedding service's own are among
 * them. An archive is trusted as far as its signature goes, and its names are never paths; ADR 0028 tells its form.
 *
 * <p>Everything runs as a role that row-level security does not bind, in one transaction on one connection, and holds in memory one row
 * and the tenant's members at a time. Not for use by several threads.
 */
@NullMarked
package io.ghostworks.operations.tenant;

import org.jspecify.annotations.NullMarked;
