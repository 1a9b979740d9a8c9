/**
 * What a door is held to, whatever store is used inside it: isolation, transactions, admission. {@code TenancyContract} is all
 * of them.
 */
@NullMarked
package io.ghostworks.testing.contract.tenancy;

import org.jspecify.annotations.NullMarked;
