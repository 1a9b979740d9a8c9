/**
 * Writing migrations and checking them: the pair of files, the difference between the declared schema and the migrated
 * one, what CI asks, and what a live database has that no migration made.
 *
 * <p>Start at {@link io.ghostworks.authoring.MigrationProject}, which says where the files are; then
 * {@link io.ghostworks.authoring.NewMigration}, {@link io.ghostworks.authoring.SchemaDiff},
 * {@link io.ghostworks.authoring.MigrationCheck}, {@link io.ghostworks.authoring.MigrationMerge} and
 * {@link io.ghostworks.authoring.Drift}. These are the face, with what they answer and need ({@link io.ghostworks.authoring.Finding},
 * {@link io.ghostworks.authoring.Scratch}, {@link io.ghostworks.authoring.SchemaCopy}). Everything else is package-private: parts of the
 * comparison ({@code Reshaping} and what it keeps), of reading scripts, and of the checks.
 *
 * <p>Invariants: a file is never overwritten; a script is written only after it was executed on a scratch database and led
 * to exactly the wanted schema, and back; a live database is only read. Scratch databases are gone when the
 * {@link io.ghostworks.authoring.Scratch} is closed. Confined to the thread that calls.
 *
 * <p>What does not belong here: anything a production server needs; that is in {@code io.ghostworks.migrations}.
 */
@NullMarked
package io.ghostworks.authoring;

import org.jspecify.annotations.NullMarked;
