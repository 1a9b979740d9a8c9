/**
 * The core's stores on generated jOOQ classes: {@link io.ghostworks.jooq.store.JooqStores} are those of an open tenant.
 *
 * <p>A store belongs to its door, so to one thread and one call; {@code JooqAccountStore} and {@code JooqTenantDirectory}
 * open doors and are safe for all threads. A jOOQ record becomes a domain record at the query, in one function of its
 * store. Rules of the domain do not belong here. Public for the package above alone.
 */
@NullMarked
package io.ghostworks.jooq.store;

import org.jspecify.annotations.NullMarked;
