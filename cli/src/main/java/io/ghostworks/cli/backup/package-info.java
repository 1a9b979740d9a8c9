/**
 * The commands for backups.
 *
 * <p>Start at {@link io.ghostworks.cli.backup.BackupCommand}. The work is in {@link io.ghostworks.operations.backup}; nothing here makes a backup.
 */
@NullMarked
package io.ghostworks.cli.backup;

import org.jspecify.annotations.NullMarked;
