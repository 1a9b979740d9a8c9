package io.ghostworks.cli.server;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Closes the server when the process is told to stop, be it while the server is still starting. */
final class Shutdown {

    private final Thread starter = Thread.currentThread();
    private final CompletableFuture<Optional<Server>> started = new CompletableFuture<>();

    /** Hands over what was started: the server, or nothing if it failed and has cleaned up after itself. */
    void owns(Optional<Server> server) {
        started.complete(server);
    }

    void run() {
        if (!started.isDone()) {
            starter.interrupt();
        }
        started.join().ifPresent(Server::close);
    }
}
