/**
 * Which database it is, and what may be wrong with it.
 *
 * <p>Start at {@link io.ghostworks.migrations.database.DatabaseUrl}, which reads every common spelling of an address; the classes
 * that parse it are closed. A {@link io.ghostworks.migrations.database.DatabaseProblem} is one clear line about a problem that a
 * person can put right; {@link io.ghostworks.migrations.database.LocalDatabase} finds a checkout's embedded PostgreSQL.
 *
 * <p>Invariants: no password is part of a message or a {@code toString}; whatever can't be read is refused, and never
 * guessed. Everything is immutable.
 *
 * <p>What does not belong here: what is done with a database. This package knows no other.
 */
@NullMarked
package io.ghostworks.migrations.database;

import org.jspecify.annotations.NullMarked;
