/**
 * What people can do: the use cases, one class for each noun, and the one table that says who may.
 *
 * <p>Start at {@link io.ghostworks.Artifacts} for the shape of them all: a {@link io.ghostworks.account.Caller} comes in,
 * a {@link io.ghostworks.Gate} asks whether they may do an {@link io.ghostworks.Action} in the tenant, and a store does the
 * work. All are stateless and safe for all threads. Inputs are valid when they arrive, since every value checks itself.
 * SQL, HTTP, JSON text and logging do not belong here, nor does any rule about a single value.
 */
@NullMarked
package io.ghostworks;

import org.jspecify.annotations.NullMarked;
