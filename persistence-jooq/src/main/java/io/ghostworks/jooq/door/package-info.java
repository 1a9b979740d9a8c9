/**
 * Opens a tenant and closes it again: start at {@link io.ghostworks.jooq.door.Doors}.
 *
 * <p>A door is one call of {@code read} or {@code write}. It belongs to one thread, and what was lent through it is useless
 * afterwards. Its statements travel by a {@code Carrier}: each alone, all in one transaction, or in a subtransaction that
 * only reads. What the statements are does not belong here. Public for the packages beside this alone.
 */
@NullMarked
package io.ghostworks.jooq.door;

import org.jspecify.annotations.NullMarked;
