/**
 * What every command ends with: a line and an exit code.
 *
 * <p>Start at {@link io.ghostworks.cli.command.Failures}. What a user can put right is a {@link io.ghostworks.cli.command.Problem}, or a
 * {@link io.ghostworks.migrations.database.DatabaseProblem} from below; {@link io.ghostworks.cli.command.Misuse} answers a command line that cannot be
 * understood. The codes are those of {@link io.ghostworks.migrations.command.Exit}. No command belongs here.
 */
@NullMarked
package io.ghostworks.cli.command;

import org.jspecify.annotations.NullMarked;
