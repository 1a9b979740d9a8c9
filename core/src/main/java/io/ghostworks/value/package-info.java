/**
 * The small values that the rest is made of: checked text, JSON objects, pages, ids and their generator.
 *
 * <p>Start at {@link io.ghostworks.value.Violations}, which collects every broken rule of an input before one {@link
 * io.ghostworks.error.Invalid} is thrown. All values are immutable and safe to share between threads. A value that
 * exists is valid: nothing here has a half-checked state. What belongs to one aggregate (a slug, a role) lives there.
 */
@NullMarked
package io.ghostworks.value;

import org.jspecify.annotations.NullMarked;
