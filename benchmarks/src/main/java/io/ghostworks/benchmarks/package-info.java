/**
 * What row-level security and the library cost, beside the same work without them. Start at
 * {@link io.ghostworks.benchmarks.Main}.
 *
 * <p>Baseline and ours run interleaved, in one run and on one server, so only ratios count. Data is the same for the same
 * seed and size. Nothing here asserts on time; nothing in production depends on it. Not for several threads, but where
 * JMH makes them.
 */
@NullMarked
package io.ghostworks.benchmarks;

import org.jspecify.annotations.NullMarked;
