@NullMarked
package io.ghostworks.cli.tenant;

import org.jspecify.annotations.NullMarked;
