/**
 * Ghostworks without a database: an adapter of all ports that keeps everything in memory, for tests.
 *
 * <p>Start at {@link io.ghostworks.testing.memory.InMemoryGhostworks}, which is the face; beside it only
 * {@link io.ghostworks.testing.memory.FakePasswords} and {@link io.ghostworks.testing.memory.FakeTokens} can be used from outside, and the
 * stores are package-private. It is a fake, not a mock: it passes the same contracts as
 * the adapter to PostgreSQL and refuses the same things. What is committed is never changed, only replaced: a write works
 * on a copy of its own tenant's rows, which it alone holds. Safe for all threads. Speed does not matter here, nor does
 * PostgreSQL's word parser beyond plain words: see {@code Words}.
 */
@NullMarked
package io.ghostworks.testing.memory;

import org.jspecify.annotations.NullMarked;
