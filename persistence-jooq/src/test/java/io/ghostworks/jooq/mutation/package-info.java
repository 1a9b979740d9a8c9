/**
 * Takes one protection of the schema out at a time and demands that the tests named beside it fail.
 *
 * <p>Start at {@code mutations.txt}, the table of them; {@code MutationsTest} runs it. {@code
 * java-mutations.txt} is the same for the adapter's own code, which {@code JavaMutationsTest} compiles without a protection and
 * puts in front of the class path of another JVM.
 */
@NullMarked
package io.ghostworks.jooq.mutation;

import org.jspecify.annotations.NullMarked;
