package io.ghostworks.api.jetty;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A connector that stops without cutting off a request. While it stops, Jetty gives every connection a second: right for
 * those that wait for a next request, and too short for a caller who pauses in the middle of a body.
 */
final class DrainingConnector extends ServerConnector {

    private final Set<EndPoint> busy = ConcurrentHashMap.newKeySet();
    private final Duration patience;

    private DrainingConnector(Server server, HttpConfiguration http, Duration patience) {
        super(server, new HttpConnectionFactory(http));
        this.patience = patience;
    }

    /** @param patience how long a caller may pause in the middle of a request while the server stops */
    static ServerConnector of(Server server, HttpConfiguration http, Duration patience) {
        DrainingConnector connector = new DrainingConnector(server, http, patience);
        server.insertHandler(connector.new Watch());
        return connector;
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> done = super.shutdown();
        for (EndPoint endPoint : busy) {
            endPoint.setIdleTimeout(patience.toMillis());
            if (!busy.contains(endPoint)) {
                endPoint.setIdleTimeout(getShutdownIdleTimeout());
            }
        }
        return done;
    }

    private void ended(EndPoint endPoint) {
        busy.remove(endPoint);
        if (isShutdown()) {
            endPoint.setIdleTimeout(getShutdownIdleTimeout());
        }
    }

    /** Knows which connections have a request under way. */
    private final class Watch extends Handler.Wrapper {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
            busy.add(endPoint);
            Request.addCompletionListener(request, failure -> ended(endPoint));
            return super.handle(request, response, callback);
        }
    }
}
