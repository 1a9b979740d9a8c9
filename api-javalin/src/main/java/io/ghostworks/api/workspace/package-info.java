/**
 * Workspaces themselves: {@link io.ghostworks.api.workspace.WorkspaceRoutes}. Who may do what is decided in the core.
 */
@NullMarked
package io.ghostworks.api.workspace;

import org.jspecify.annotations.NullMarked;
