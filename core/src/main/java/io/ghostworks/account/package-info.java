/**
 * Users, how they prove who they are, and the sessions that this opens. Nothing here has a tenant.
 *
 * <p>Start at {@link io.ghostworks.account.AccountStore}, the
 * port to the database; {@link io.ghostworks.account.Passwords} and {@link io.ghostworks.account.AccessTokens} are the
 * ports to cryptography. Passwords and refresh tokens are never stored, only what they hash to. Everything is safe for
 * all threads. The use cases are in {@code io.ghostworks}, and so is what a user may do in a workspace.
 */
@NullMarked
package io.ghostworks.account;

import org.jspecify.annotations.NullMarked;
