/**
 * Attacks on the isolation of tenants, as SQL that the application's role could be made to run.
 *
 * <p>Start at {@link io.ghostworks.jooq.isolation.Attack}: each names the protection that stops it. {@code AttackTest} shows
 * that it does, and {@code AttackTeethTest} takes that protection away and shows that the attack then gets through, so
 * that no attack can be harmless by accident.
 *
 * <p>{@code AdversaryTest} does the same in breadth: the hundreds of statements in {@code hostile/}, and generated ones, in every
 * manner, directly and through PgBouncer, looking for B's rows in whatever the database says; {@code AdversaryTeethTest}
 * shows that each gets through where what it needs is taken out.
 */
@NullMarked
package io.ghostworks.jooq.isolation;

import org.jspecify.annotations.NullMarked;
