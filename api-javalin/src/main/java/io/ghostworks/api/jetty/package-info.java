/**
 * The HTTP server below Javalin: where it listens, what it takes for a request, how it stops.
 *
 * <p>Start at {@link io.ghostworks.api.jetty.JettyServer}. {@code Edge} is the first that sees a request, and {@code
 * JettyErrors} answers those that no route ever sees.
 */
@NullMarked
package io.ghostworks.api.jetty;

import org.jspecify.annotations.NullMarked;
