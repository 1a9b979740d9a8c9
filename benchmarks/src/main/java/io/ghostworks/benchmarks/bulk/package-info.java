/**
 * {@code bench bulk}: an import by the server, beside COPY by hand. Start at {@code BulkCommand}.
 */
@NullMarked
package io.ghostworks.benchmarks.bulk;

import org.jspecify.annotations.NullMarked;
