/** Tests of the commands against a running server. */
@NullMarked
package io.ghostworks.cli.transfer;

import org.jspecify.annotations.NullMarked;
