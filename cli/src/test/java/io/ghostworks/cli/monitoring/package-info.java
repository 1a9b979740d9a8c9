@NullMarked
package io.ghostworks.cli.monitoring;

import org.jspecify.annotations.NullMarked;
