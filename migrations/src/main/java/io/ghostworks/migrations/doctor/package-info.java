/**
 * Examines a live database, ours or anyone's, for what could let one tenant reach the rows of another.
 *
 * <p>Start at {@link io.ghostworks.migrations.doctor.Doctor}. A rule is one file, {@code rules/ID.sql} beside this
 * package's resources: severity, title, why, fix and one query over the catalogue, in the words that {@code words.sql}
 * defines (tenant tables, the application's roles, policies, grants …). To add one: the file, its name in
 * {@code rules.txt}, a case of the same name in {@code build-tools}, its row in {@code docs/doctor.md}.
 *
 * <p>{@link io.ghostworks.migrations.doctor.Proof} tries what the rules read, in a copy of the schema that is thrown away.
 *
 * <p>Invariants: but for that copy nothing is written and no function of the examined database is called; every name in a fix is quoted; a
 * rule's id never changes its meaning. Everything is immutable or confined to one call, so any thread may use it.
 *
 * <p>What does not belong here: whether a database is what its migrations make (that is drift), and anything that writes to it.
 */
@NullMarked
package io.ghostworks.migrations.doctor;

import org.jspecify.annotations.NullMarked;
