/**
 * What PostgreSQL says of the core's values: the tests that need both.
 *
 * <p>Start at {@link io.ghostworks.value.JsonLengthTest}. Here and not in the core, which knows no database; in the core's
 * package, since what is measured is nobody else's business.
 */
@NullMarked
package io.ghostworks.value;

import org.jspecify.annotations.NullMarked;
