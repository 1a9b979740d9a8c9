/**
 * Tests of a service that embeds Ghostworks, with JUnit 6.
 *
 * <p>Start at {@link io.ghostworks.junit.GhostworksTest}. A test class has a migrated PostgreSQL of its own, over a pool of one
 * connection: whatever is kept too long, or left behind, shows at once. {@link io.ghostworks.junit.TwoTenants} asks whether one
 * tenant sees what is another's. Tests of a class may run at the same time, and then take turns at the connection. What has
 * nothing to do with JUnit, such as the server itself, belongs to {@code io.ghostworks.build}.
 */
@NullMarked
package io.ghostworks.junit;

import org.jspecify.annotations.NullMarked;
