/**
 * What all benchmarks measure on and report with: the database and its rows, options of the commands, a server in a JVM of its
 * own. Knows none of them.
 */
@NullMarked
package io.ghostworks.benchmarks.setup;

import org.jspecify.annotations.NullMarked;
