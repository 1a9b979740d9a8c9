/**
 * What the tenants themselves and their members are held to. {@code TenantStoreContract}, {@code MemberStoreContract} and
 * {@code TenantDirectoryContract} are what an adapter implements; the others are parts of them.
 */
@NullMarked
package io.ghostworks.testing.contract.tenant;

import org.jspecify.annotations.NullMarked;
