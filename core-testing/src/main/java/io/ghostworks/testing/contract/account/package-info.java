/**
 * What signs people in: users, sessions, tokens and passwords. None of it is inside a tenant.
 */
@NullMarked
package io.ghostworks.testing.contract.account;

import org.jspecify.annotations.NullMarked;
