/**
 * {@code bench library}: reads, writes and searches through the library, with and without row-level security, by JMH. Start at
 * {@code LibraryCommand}.
 */
@NullMarked
package io.ghostworks.benchmarks.library;

import org.jspecify.annotations.NullMarked;
