/**
 * Whether backups would bring the database back: what there is, and a restore that proves it.
 *
 * <p>Start at {@link io.ghostworks.operations.backup.BackupDrill}. Backups are made by a program that exists for it, behind
 * {@link io.ghostworks.operations.backup.BackupTool}; no code here copies a database. A drill works beside the live server, in a directory and on a port
 * of its own, and never archives. Not for use by several threads.
 */
@NullMarked
package io.ghostworks.operations.backup;

import org.jspecify.annotations.NullMarked;
