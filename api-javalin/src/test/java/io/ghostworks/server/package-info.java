/** Tests of the program, and the running server that the tests of the API ask. */
@NullMarked
package io.ghostworks.server;

import org.jspecify.annotations.NullMarked;
