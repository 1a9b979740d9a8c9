/**
 * {@code bench http}: the server under load, beside pgbench with the same statements. Start at {@code HttpCommand}.
 */
@NullMarked
package io.ghostworks.benchmarks.http;

import org.jspecify.annotations.NullMarked;
