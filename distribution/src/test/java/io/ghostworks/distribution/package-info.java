/** The archive as people get it: unpacked and started. */
@NullMarked
package io.ghostworks.distribution;

import org.jspecify.annotations.NullMarked;
