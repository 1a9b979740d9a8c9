/** Tests on a real PostgreSQL. */
@NullMarked
package io.ghostworks.build.migration;

import org.jspecify.annotations.NullMarked;
