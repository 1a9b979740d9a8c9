/**
 * The program. Start at {@link io.ghostworks.cli.Main}: it knows every command and turns what one throws into a line and an
 * exit code.
 *
 * <p>The packages below are {@code server} (the composition root and {@code serve}), {@code database} (the commands under
 * {@code db}), {@code transfer} (import and export, clients of the HTTP API) and {@code configuration}, which the other three
 * stand on and which knows none of them. Nothing else in Ghostworks reads an environment variable, prints, or ends the process.
 * Rules of HTTP or of the domain do not belong here.
 */
@NullMarked
package io.ghostworks.cli;

import org.jspecify.annotations.NullMarked;
