/**
 * The commands that move artifacts between a file and a server: {@link io.ghostworks.cli.transfer.ImportCommand} and
 * {@link io.ghostworks.cli.transfer.ExportCommand}.
 *
 * <p>They are clients of the HTTP API and nothing more, so they may do what their user may do, on any server. Start at
 * {@link io.ghostworks.cli.transfer.ClientTask}. A user's mistake is one line and an exit code
 * ({@link io.ghostworks.cli.transfer.ClientProblem}); credentials come from the environment or a terminal, never from an
 * argument, and are never printed. Nothing here knows a use case, a database or the server's own classes.
 */
@NullMarked
package io.ghostworks.cli.transfer;

import org.jspecify.annotations.NullMarked;
