/**
 * The server: the one place where the parts are put together, and the command that runs it.
 *
 * <p>Start at {@link io.ghostworks.cli.server.Server}. A part is started after what it needs and stopped before it. What keeps the
 * server from starting is a {@link io.ghostworks.cli.server.StartFailure}, or a {@link
 * io.ghostworks.cli.configuration.ConfigurationError} where a setting is to blame. Routes and rules of the domain do not belong here.
 */
@NullMarked
package io.ghostworks.cli.server;

import org.jspecify.annotations.NullMarked;
