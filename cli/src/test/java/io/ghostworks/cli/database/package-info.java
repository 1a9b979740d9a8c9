/** Tests of what the package of the same name promises. */
@NullMarked
package io.ghostworks.cli.database;

import org.jspecify.annotations.NullMarked;
