/**
 * jOOQ classes from migrations. {@link io.ghostworks.build.codegen.MigratedPostgresDatabase} is named in the
 * configuration of {@code jooq-codegen-maven} and shows the generator a database that was just migrated, so the classes
 * can't disagree with the migrations and nobody has to have a database to build.
 *
 * <p>Invariant: the database is new for each generation and gone afterwards. Confined to the generator's thread. What does
 * not belong here: the generated classes, which stay in the module that asks for them.
 */
@NullMarked
package io.ghostworks.build.codegen;

import org.jspecify.annotations.NullMarked;
