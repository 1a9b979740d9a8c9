/** Tests of what a package keeps to itself. */
@NullMarked
package io.ghostworks.api.account;

import org.jspecify.annotations.NullMarked;
