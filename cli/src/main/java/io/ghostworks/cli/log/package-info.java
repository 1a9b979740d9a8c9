/**
 * What the program writes to the standard error while it runs: lines for people, or JSON for machines.
 *
 * <p>Start at {@link io.ghostworks.cli.log.Logs}. The code writes to SLF4J and knows nothing of this. Lines are slf4j-simple's. It knows no context, so what belongs to a
 * request (trace, tenant and user, from {@code io.ghostworks.api.web.LogContext}) is in JSON alone, which java.util.logging writes, here set up; a line has the request's
 * id in its message. What does not belong here: what a command says to whoever typed it.
 */
@NullMarked
package io.ghostworks.cli.log;

import org.jspecify.annotations.NullMarked;
