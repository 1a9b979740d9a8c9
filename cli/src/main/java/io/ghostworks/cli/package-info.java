/**
 * The program. Start at {@link io.ghostworks.cli.Main}: it knows every command and turns what one throws into a line and an
 * exit code.
 *
 * <p>The packages below are {@code server} (the composition root and {@code serve}), {@code database} (the commands under
 * {@code db}) and {@code transfer} (import and export, clients of the HTTP API). They stand on {@code configuration} and
 * {@code command}, which know none of them. No module below reads an environment variable, prints, or ends the process; the tools
 * of a checkout, {@code authoring} and {@code build-tools}, read a few variables of their own. Rules of HTTP or of the domain do not belong here.
 */
@NullMarked
package io.ghostworks.cli;

import org.jspecify.annotations.NullMarked;
