/** Tests of what a package keeps to itself. */
@NullMarked
package io.ghostworks.api.artifact;

import org.jspecify.annotations.NullMarked;
