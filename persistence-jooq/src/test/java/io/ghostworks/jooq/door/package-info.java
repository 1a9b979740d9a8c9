/** Tests of what is inside the door's package alone. */
@NullMarked
package io.ghostworks.jooq.door;

import org.jspecify.annotations.NullMarked;
