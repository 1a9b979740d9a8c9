/**
 * What PostgreSQL tells of itself, as metrics.
 *
 * <p>Start at {@link io.ghostworks.cli.monitoring.DatabaseMonitor}. Every label has at most 50 values, and none is chosen by somebody without a
 * right to the database. What the server counts of its own requests and pools is in {@code io.ghostworks.cli.server}.
 */
@NullMarked
package io.ghostworks.cli.monitoring;

import org.jspecify.annotations.NullMarked;
