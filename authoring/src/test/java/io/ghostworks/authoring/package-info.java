/** Tests on a real PostgreSQL. */
@NullMarked
package io.ghostworks.authoring;

import org.jspecify.annotations.NullMarked;
