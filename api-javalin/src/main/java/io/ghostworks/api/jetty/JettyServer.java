package io.ghostworks.api.jetty;

import io.javalin.config.JettyConfig;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** How Jetty listens, reads what comes before a body, and stops. */
public final class JettyServer {

    /** So that a filter of a thousand tags is told what is wrong with it. */
    private static final int MAX_HEAD_BYTES = 32 * 1024;

    private static final Duration DRAIN = Duration.ofSeconds(10);

    private JettyServer() {}

    /** Makes Jetty listen there, and there alone. */
    public static void configure(JettyConfig jetty, String host, int port) {
        jetty.threadPool = threads();
        jetty.addConnector((server, http) -> connector(server, http, host, port));
        jetty.modifyServer(JettyServer::harden);
    }

    /** Jetty's own: with Javalin's, Jetty does not know that its threads are virtual. The database's pool sets the limit. */
    private static VirtualThreadPool threads() {
        VirtualThreadPool threads = new VirtualThreadPool();
        threads.setName("http");
        threads.setMaxConcurrentTasks(0);
        return threads;
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        http.setRequestHeaderSize(MAX_HEAD_BYTES);
        // Without exceptions, such as Jetty's for a line that ends with a bare LF. Whatever a proxy in front reads in
        // another way than Jetty could carry a second request past it.
        http.setHttpCompliance(HttpCompliance.STRICT);
        // To find a token in a cache takes longer than to read it.
        http.setHeaderCacheSize(0);
        ServerConnector connector = DrainingConnector.of(server, http, DRAIN);
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }

    /** Without the graceful handler Jetty would cut off the requests that run, whatever the time-out. */
    private static void harden(Server server) {
        server.setStopTimeout(DRAIN.toMillis());
        server.setErrorHandler(new JettyErrors());
        // Javalin's handler of statistics wraps every request for figures that nobody reads.
        server.setHandler((Handler) null);
        server.insertHandler(new GracefulHandler());
        server.insertHandler(new Edge());
    }
}
