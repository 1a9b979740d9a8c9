/** The core's contracts for passwords and tokens, kept by Argon2id and JSON Web Tokens. */
@NullMarked
package io.ghostworks.crypto;

import org.jspecify.annotations.NullMarked;
