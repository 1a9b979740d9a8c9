/** Tests of what the package of the same name promises. */
@NullMarked
package io.ghostworks.cli.command;

import org.jspecify.annotations.NullMarked;
