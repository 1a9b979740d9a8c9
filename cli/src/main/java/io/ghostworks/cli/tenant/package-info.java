/**
 * The commands for one tenant of a database, for its administrator.
 *
 * <p>Start at {@link io.ghostworks.cli.tenant.TenantCommand}. Each is thin over {@link io.ghostworks.operations.tenant.TenantOperations}, which is where the
 * work is. What goes through the HTTP API, as a member, is in {@code io.ghostworks.cli.transfer}.
 */
@NullMarked
package io.ghostworks.cli.tenant;

import org.jspecify.annotations.NullMarked;
