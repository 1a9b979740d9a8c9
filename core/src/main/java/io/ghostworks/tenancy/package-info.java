/**
 * The door to a tenant's data. Nothing of a tenant can be reached any other way.
 *
 * <p>Start at {@link io.ghostworks.tenancy.Tenancy}. Stores exist only while {@code read} or {@code write} runs, belong
 * to that tenant and that thread, and refuse to be used afterwards: a tenant is a door, not a parameter that somebody can
 * forget. {@link io.ghostworks.tenancy.Admission} asks at the door who may come in. What a store does belongs to the
 * package of its aggregate.
 */
@NullMarked
package io.ghostworks.tenancy;

import org.jspecify.annotations.NullMarked;
