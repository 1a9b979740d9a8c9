/**
 * Takes protections out of code, one at a time, and demands that the tests named beside each fail.
 *
 * <p>Start at {@link io.ghostworks.testing.mutation.CodeMutationsContract}, whose Javadoc has the form of a table. Nothing of a build is
 * changed: the mutated class is compiled into a directory of its own, in front of the class path of another JVM.
 */
@NullMarked
package io.ghostworks.testing.mutation;

import org.jspecify.annotations.NullMarked;
