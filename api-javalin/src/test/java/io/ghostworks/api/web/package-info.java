/** Tests of what a package keeps to itself. */
@NullMarked
package io.ghostworks.api.web;

import org.jspecify.annotations.NullMarked;
