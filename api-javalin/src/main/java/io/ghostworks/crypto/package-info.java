/**
 * The core's cryptographic ports on well-known libraries: Argon2id for passwords, JSON Web Tokens for access.
 *
 * <p>Start at {@link io.ghostworks.crypto.JwtAccessTokens} and {@link io.ghostworks.crypto.Argon2Passwords}; {@link
 * io.ghostworks.crypto.SecretKey} is the one secret that both the tokens and the cursors come from. Safe for all threads.
 * What a token means, and when it is revoked, belongs to the core.
 */
@NullMarked
package io.ghostworks.crypto;

import org.jspecify.annotations.NullMarked;
