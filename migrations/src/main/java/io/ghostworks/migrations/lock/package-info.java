/**
 * One at a time, across processes: an advisory lock that is asked for again and again. Closed: nothing outside of this module
 * uses it.
 *
 * <p>Invariants: a lock is released whatever its holder's work throws; an interrupt ends the waiting.
 *
 * <p>What does not belong here: locks on tables, for which {@link io.ghostworks.migrations.LockPatience} waits.
 */
@NullMarked
package io.ghostworks.migrations.lock;

import org.jspecify.annotations.NullMarked;
