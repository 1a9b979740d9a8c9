/** Tests of the running server, in this JVM and as a process, and the server that the tests of the API ask. */
@NullMarked
package io.ghostworks.cli.server;

import org.jspecify.annotations.NullMarked;
