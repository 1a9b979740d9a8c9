/**
 * What commands that take long share: which streams are a terminal, how far the work is, and a file that is there once it is complete.
 *
 * <p>Start at {@link io.ghostworks.cli.console.Progress}. No command belongs here.
 */
@NullMarked
package io.ghostworks.cli.console;

import org.jspecify.annotations.NullMarked;
