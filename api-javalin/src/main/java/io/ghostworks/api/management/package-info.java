/**
 * Health and metrics, for machines that ask often and have no token.
 *
 * <p>Start at {@link io.ghostworks.api.management.SystemRoutes}; {@link io.ghostworks.api.management.SystemStatus} is what
 * the program that runs the server tells of it. These answers are not in the API's problem format: a server that is not ready
 * still says how it is.
 */
@NullMarked
package io.ghostworks.api.management;

import org.jspecify.annotations.NullMarked;
