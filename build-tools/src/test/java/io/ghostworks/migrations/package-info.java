/** The migrations module on a real PostgreSQL. */
@NullMarked
package io.ghostworks.migrations;

import org.jspecify.annotations.NullMarked;
