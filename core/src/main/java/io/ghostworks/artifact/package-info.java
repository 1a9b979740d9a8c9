/**
 * The business entity that a tenant's members keep: a name, a description, tags and JSON metadata.
 *
 * <p>Start at {@link io.ghostworks.artifact.ArtifactStore}, the port; {@link io.ghostworks.artifact.ArtifactFilter} says
 * what a list can ask for. Values are immutable; a store belongs to the thread it was handed to. Deleted means hidden:
 * a deleted artifact can be restored and is otherwise treated as absent. Who may do what does not belong here.
 */
@NullMarked
package io.ghostworks.artifact;

import org.jspecify.annotations.NullMarked;
