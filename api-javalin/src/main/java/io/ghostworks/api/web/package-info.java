/**
 * What all routes share: authentication, reading requests, writing answers and problems.
 *
 * <p>Start at {@link io.ghostworks.api.web.JsonBody} and {@link io.ghostworks.api.web.QueryParameters}, which read what
 * callers write, and at {@link io.ghostworks.api.web.Problems}, which alone knows the HTTP status of an error. No route and no noun of
 * the contract belongs here.
 */
@NullMarked
package io.ghostworks.api.web;

import org.jspecify.annotations.NullMarked;
