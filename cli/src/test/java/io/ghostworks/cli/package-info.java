/** Tests of the program from outside: the launcher and the command line. */
@NullMarked
package io.ghostworks.cli;

import org.jspecify.annotations.NullMarked;
