/**
 * What the program writes to the standard error while it runs: lines for people, or JSON for machines.
 *
 * <p>Start at {@link io.ghostworks.cli.log.Logs}. The code writes to SLF4J and knows nothing of this; SLF4J hands over to java.util.logging, which is here set up. What
 * belongs to a request (its id, trace, tenant and user) comes from SLF4J's context, where {@code io.ghostworks.api.web.LogContext} puts it. What does not
 * belong here: what a command says to whoever typed it.
 */
@NullMarked
package io.ghostworks.cli.log;

import org.jspecify.annotations.NullMarked;
