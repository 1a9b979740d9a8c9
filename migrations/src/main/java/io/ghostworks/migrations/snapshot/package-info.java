/**
 * A schema as a set of definitions that can be compared: what drift, the check of migrations and the diff go by.
 *
 * <p>Start at {@link io.ghostworks.migrations.snapshot.SchemaSnapshot}. Invariants: it is read in one query, which
 * {@code schema-snapshot.sql} holds; nothing is written; two databases with equal snapshots behave alike.
 *
 * <p>What does not belong here: judgement of what is safe, which is the doctor's.
 */
@NullMarked
package io.ghostworks.migrations.snapshot;

import org.jspecify.annotations.NullMarked;
