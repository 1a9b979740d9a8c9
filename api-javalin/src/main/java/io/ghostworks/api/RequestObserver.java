package io.ghostworks.api;

import java.time.Duration;

/** Is told of every request that was answered. Must be quick, and safe for all threads. */
@FunctionalInterface
public interface RequestObserver {

    /**
     * Nothing here is of a stranger's choice, so that each can be a label of a metric.
     *
     * @param method one of HTTP's own; {@code _OTHER} for what is none
     * @param route the route's pattern; {@code none} where none matched
     */
    void observed(String method, String route, int status, Duration time);
}
