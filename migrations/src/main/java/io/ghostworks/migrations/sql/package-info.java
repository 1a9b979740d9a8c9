/**
 * SQL as text: names and literals quoted, a script taken apart into its statements. Closed: for this module and
 * {@code authoring}, not for an embedding service.
 *
 * <p>Start at {@link io.ghostworks.migrations.sql.SqlScript}. The parsers of pgjdbc and jOOQ can't replace it: they keep neither
 * line numbers nor the bodies of functions. Everything here is without state.
 *
 * <p>What does not belong here: a connection. This package knows no other.
 */
@NullMarked
package io.ghostworks.migrations.sql;

import org.jspecify.annotations.NullMarked;
