/**
 * Everything that can go wrong in a way a caller can act on: one sealed root, {@link
 * io.ghostworks.error.GhostworksException}, and few cases.
 *
 * <p>Each case has a stable {@code code()} that the HTTP contract repeats. A message never holds SQL, a secret or
 * another tenant's data, so it may be shown to the user as it is. How a case becomes an HTTP status or comes from an
 * SQLSTATE is the adapters' business and does not belong here.
 */
@NullMarked
package io.ghostworks.error;

import org.jspecify.annotations.NullMarked;
