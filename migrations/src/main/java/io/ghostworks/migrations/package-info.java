/**
 * Brings a database up to its migrations, or back, and says how far it is. The module knows no other of Ghostworks.
 *
 * <p>Start at {@link io.ghostworks.migrations.Migrator}, which applies {@code classpath:ghostworks/migration} and an embedding
 * service's own migrations. Public and for everyone are this package, {@code database}, {@code provisioning}, {@code snapshot},
 * {@code command} and {@code doctor}; {@code lock} is closed, {@code sql} and {@code flyway} to all but
 * {@code authoring}. {@code MigrationPackagesTest}
 * holds the walls and says who may know whom.
 *
 * <p>Invariants: everything may be repeated and may run twice at the same time, and both callers succeed. Everything here is
 * immutable or confined to one call, so any thread may use it.
 *
 * <p>What does not belong here: queries of the application, connection pools, and anything only a build or a test needs.
 */
@NullMarked
package io.ghostworks.migrations;

import org.jspecify.annotations.NullMarked;
