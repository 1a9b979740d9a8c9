/** Tests of how letters get to people. */
@NullMarked
package io.ghostworks.cli.mail;

import org.jspecify.annotations.NullMarked;
