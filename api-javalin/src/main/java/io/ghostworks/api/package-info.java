/**
 * The use cases over HTTP. Thin: route, use case, store, and no fourth hop.
 *
 * <p>Start at {@link io.ghostworks.api.HttpApi}, which puts the rest together; other modules see it, {@link
 * io.ghostworks.api.RequestObserver}, {@link io.ghostworks.api.management.SystemStatus} and {@link
 * io.ghostworks.api.web.TrustedProxies}, and nothing else. Routes and
 * their views lie in a package for each noun of the contract; a view is a record with the JSON that goes out, and holds no
 * class of another module. {@code web} reads requests and writes answers, {@code jetty} is what lies below Javalin. Nouns
 * do not know each other. Everything is safe for all threads; a request runs on a virtual thread of its own. SQL and jOOQ
 * do not belong here, and neither does any rule of the domain.
 */
@NullMarked
package io.ghostworks.api;

import org.jspecify.annotations.NullMarked;
