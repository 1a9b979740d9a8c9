/**
 * The roles and the database that the migrations need, and the privileges that they must not have.
 *
 * <p>Start at {@link io.ghostworks.migrations.provisioning.Provisioner}, which executes what a
 * {@link io.ghostworks.migrations.provisioning.Provisioning} says, as SQL that an administrator may read and run by hand.
 *
 * <p>Invariants: every step may be repeated and may run twice at the same time; a role that is too powerful is refused and
 * never quietly taken down; no password is part of a message.
 *
 * <p>What does not belong here: tables and functions, which migrations make.
 */
@NullMarked
package io.ghostworks.migrations.provisioning;

import org.jspecify.annotations.NullMarked;
