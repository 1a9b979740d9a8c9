/** Tests on a real PostgreSQL. */
@NullMarked
package io.ghostworks.build;

import org.jspecify.annotations.NullMarked;
