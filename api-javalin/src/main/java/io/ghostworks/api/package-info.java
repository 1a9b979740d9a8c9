/**
 * The use cases over HTTP: routes, JSON, errors, authentication. Thin: route, use case, store, and no fourth hop.
 *
 * <p>Start at {@link io.ghostworks.api.HttpApi}. A request's path is {@code HttpApi} → one of the {@code …Routes} → a use
 * case of the core. {@code Problems} alone knows HTTP status codes of errors, {@code JsonBody} and {@code QueryParameters}
 * alone read input, the {@code …View} records are the JSON that goes out. Everything is safe for all threads; a request
 * runs on a virtual thread of its own. SQL and jOOQ do not belong here, and neither does any rule of the domain.
 */
@NullMarked
package io.ghostworks.api;

import org.jspecify.annotations.NullMarked;
