package io.ghostworks.api;

import java.time.Duration;

/** Is told of every request that was answered. Must be quick, and safe for all threads. */
@FunctionalInterface
public interface RequestObserver {

    /** @param route the route's pattern, so that there are few different ones; {@code none} where none matched */
    void observed(String method, String route, int status, Duration time);
}
