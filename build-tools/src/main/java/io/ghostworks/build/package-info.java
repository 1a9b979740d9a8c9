/**
 * A PostgreSQL for development, code generation and tests. No production jar needs it; a checkout's launcher, the build
 * and the tests of our modules and of embedding services put it on their class path.
 *
 * <p>Start at {@link io.ghostworks.build.EmbeddedDatabase} for the server, at
 * {@link io.ghostworks.build.DatabaseExtension} for a test that wants a database of its own.
 *
 * <p>Invariants: one live process per data directory; a server is stopped with its JVM, and one that a killed JVM left
 * behind is stopped before the next start; it listens on this machine only and asks for a password; nothing is printed.
 * Public types may be used by any thread.
 *
 * <p>What does not belong here: anything that runs in production, and knowledge of the application's tables.
 */
@NullMarked
package io.ghostworks.build;

import org.jspecify.annotations.NullMarked;
