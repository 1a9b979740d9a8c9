/**
 * What tests of an application on Ghostworks stand on, without a database.
 *
 * <p>Start at {@link io.ghostworks.testing.memory.InMemoryGhostworks}, which gives every port of the core an adapter in
 * memory. Whoever writes another adapter runs {@code io.ghostworks.testing.contract} against it. Here are only the
 * small things that both need, such as a clock that a test steps. Nothing of this belongs on a production class path.
 */
@NullMarked
package io.ghostworks.testing;

import org.jspecify.annotations.NullMarked;
