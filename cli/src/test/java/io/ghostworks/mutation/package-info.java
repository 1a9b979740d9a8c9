/** Takes protections out of the core and the server, as {@code io.ghostworks.jooq.mutation} does of the adapter. */
@NullMarked
package io.ghostworks.mutation;

import org.jspecify.annotations.NullMarked;
