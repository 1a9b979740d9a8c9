/**
 * The commands under {@code ghostworks db} that only a checkout has: thin shells over
 * {@code io.ghostworks.authoring}, found through {@link io.ghostworks.migrations.command.CommandProvider}.
 *
 * <p>Start at {@link io.ghostworks.authoring.command.AuthoringCommands}. Invariants: results go to standard output, everything
 * else to standard error; {@code --json} makes the output one JSON value; a problem is one line and an exit code, as
 * docs/migrations.md lists them. Each command object is used once, by one thread. What does not belong here: anything that
 * another program could want to call.
 */
@NullMarked
package io.ghostworks.authoring.command;

import org.jspecify.annotations.NullMarked;
