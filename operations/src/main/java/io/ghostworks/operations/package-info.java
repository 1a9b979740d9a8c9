/**
 * What an administrator does with a database that serves.
 *
 * <p>Start at {@link io.ghostworks.operations.tenant.TenantOperations} and {@link io.ghostworks.operations.backup.BackupDrill}. What goes wrong is an {@link io.ghostworks.operations.OperationProblem}, or from
 * below a {@link io.ghostworks.migrations.database.DatabaseProblem}: one line, and how the command ends.
 *
 * <p>What does not belong here: anything that a request needs, and a command with its options and output.
 */
@NullMarked
package io.ghostworks.operations;

import org.jspecify.annotations.NullMarked;
