/** The rules between modules and packages, checked on the compiled classes of the whole reactor. */
@NullMarked
package io.ghostworks.architecture;

import org.jspecify.annotations.NullMarked;
