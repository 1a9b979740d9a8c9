/**
 * The artifacts of a workspace: one at a time, in pages, and as files of many lines.
 *
 * <p>Start at {@link io.ghostworks.api.artifact.ArtifactRoutes}. {@code ArtifactTransfer} streams both ways, so memory does
 * not grow with a file; {@code Cursors} signs where a page ends. What an artifact may contain is the core's business.
 */
@NullMarked
package io.ghostworks.api.artifact;

import org.jspecify.annotations.NullMarked;
