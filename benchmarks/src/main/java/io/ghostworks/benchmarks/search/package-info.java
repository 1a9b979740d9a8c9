/**
 * {@code bench search}: every filter beside the same query by the owner and under a policy. Start at {@code SearchCommand}.
 */
@NullMarked
package io.ghostworks.benchmarks.search;

import org.jspecify.annotations.NullMarked;
