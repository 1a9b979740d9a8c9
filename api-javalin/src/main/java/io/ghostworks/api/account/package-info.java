/**
 * Registering, logging in and out, and who the caller is.
 *
 * <p>Start at {@link io.ghostworks.api.account.AccountRoutes}. Guessable calls are limited before any work is done for them.
 * Passwords and tokens are checked in the core.
 */
@NullMarked
package io.ghostworks.api.account;

import org.jspecify.annotations.NullMarked;
