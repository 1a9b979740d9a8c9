/**
 * What other people's tools make of {@code openapi.json}, used against a running server: a Java client that
 * openapi-generator writes, a TypeScript one, two linters, and the page at {@code /docs} in a browser.
 *
 * <p>Start at {@link io.ghostworks.clients.JavaClientTest}. The server is a process, started by its command, so nothing here
 * knows a class of it but the one with {@code main}. What needs Node or a browser is skipped where there is none, and says
 * so; in continuous integration that is a failure, see {@link io.ghostworks.clients.Needed}.
 *
 * <p>Whether the server keeps the contract is tested beside the server; here is whether the contract is any good.
 */
@NullMarked
package io.ghostworks.clients;

import org.jspecify.annotations.NullMarked;
