/** Code generation as an embedding service configures it. */
@NullMarked
package io.ghostworks.build.codegen;

import org.jspecify.annotations.NullMarked;
