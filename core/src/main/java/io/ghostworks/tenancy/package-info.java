/**
 * The door to a tenant's data: artifacts and members can be reached in no other way. Which tenants a user belongs to is
 * asked outside of any, in {@code io.ghostworks.tenant}.
 *
 * <p>Start at {@link io.ghostworks.tenancy.Tenancy}. Stores exist only while {@code read} or {@code write} runs, belong
 * to that tenant and that thread, and refuse to be used afterwards: a tenant is a door, not a parameter that somebody can
 * forget. {@link io.ghostworks.tenancy.Admission} asks at the door who may come in. What a store does belongs to the
 * package of its aggregate.
 */
@NullMarked
package io.ghostworks.tenancy;

import org.jspecify.annotations.NullMarked;
