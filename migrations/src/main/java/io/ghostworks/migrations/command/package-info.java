/**
 * What commands of several modules share: how they end, how they find their database, and how more of them are found.
 *
 * <p>Start at {@link io.ghostworks.migrations.command.Exit}, the one table of exit codes, and at
 * {@link io.ghostworks.migrations.command.CommandProvider}, through which commands join {@code ghostworks db} that are on no
 * production class path.
 *
 * <p>What does not belong here: a command, its options and its output.
 */
@NullMarked
package io.ghostworks.migrations.command;

import org.jspecify.annotations.NullMarked;
