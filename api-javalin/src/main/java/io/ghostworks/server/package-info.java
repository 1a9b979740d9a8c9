/**
 * The program: its command line, its configuration, and the one place where the parts are put together.
 *
 * <p>Start at {@link io.ghostworks.server.Main}, then {@link io.ghostworks.server.Server}. But for the commands of {@code io.ghostworks.client}, nothing
 * else in Ghostworks reads an environment variable, prints, or ends the process. A user's mistake is one line and an exit code: 2 for a wrong
 * configuration, 1 for what went wrong while running. Rules of HTTP or of the domain do not belong here.
 */
@NullMarked
package io.ghostworks.server;

import org.jspecify.annotations.NullMarked;
