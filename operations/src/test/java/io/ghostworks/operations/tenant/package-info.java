@NullMarked
package io.ghostworks.operations.tenant;

import org.jspecify.annotations.NullMarked;
