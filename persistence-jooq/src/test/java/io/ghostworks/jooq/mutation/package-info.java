/**
 * Takes one protection of the schema out at a time and demands that the tests named beside it fail.
 *
 * <p>Start at {@code mutations.txt}, the table of them; {@code MutationsTest} runs it. Protections in Java are not here.
 */
@NullMarked
package io.ghostworks.jooq.mutation;

import org.jspecify.annotations.NullMarked;
