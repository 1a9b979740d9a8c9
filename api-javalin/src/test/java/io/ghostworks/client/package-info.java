/** Tests of the commands against a running server. */
@NullMarked
package io.ghostworks.client;

import org.jspecify.annotations.NullMarked;
