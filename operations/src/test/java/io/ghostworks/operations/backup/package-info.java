@NullMarked
package io.ghostworks.operations.backup;

import org.jspecify.annotations.NullMarked;
