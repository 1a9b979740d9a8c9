/**
 * What we take from Flyway: its configuration, where its files are, and its failures as one line. Closed: an embedding service
 * sees {@link io.ghostworks.migrations.Migrator}. Besides the module, {@code authoring} alone reads a file's text with it.
 *
 * <p>Start at {@link io.ghostworks.migrations.flyway.MigrationPlace}. Invariants: nothing is cleaned, no placeholder is replaced,
 * and Flyway's chatter is logged one level lower. Everything is immutable.
 *
 * <p>What does not belong here: decisions about which migrations run.
 */
@NullMarked
package io.ghostworks.migrations.flyway;

import org.jspecify.annotations.NullMarked;
