/**
 * The schema as migrations, and what brings a server and a database up to it. Knows no other module of Ghostworks.
 *
 * <p>Start at {@link io.ghostworks.migrations.Migrator}, which applies {@code classpath:ghostworks/migration} and an embedding
 * service's own migrations; {@link io.ghostworks.migrations.Provisioner} makes the roles and the database it needs;
 * {@link io.ghostworks.migrations.LocalDatabase} is how a checkout's embedded PostgreSQL is found.
 *
 * <p>Invariants: everything may be repeated and may run twice at the same time, and both callers succeed; no password is
 * ever part of a message or a {@code toString}; a {@link io.ghostworks.migrations.DatabaseProblem} is one clear line.
 * Everything here is immutable or confined to one call, so any thread may use it.
 *
 * <p>What does not belong here: queries of the application, connection pools, and anything only a build or a test needs.
 */
@NullMarked
package io.ghostworks.migrations;

import org.jspecify.annotations.NullMarked;
