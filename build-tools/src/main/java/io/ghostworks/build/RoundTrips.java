package io.ghostworks.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * For tests: stands between the driver and a PostgreSQL and counts how often the server was asked, each time bytes from the
 * client follow bytes from the server. Copies for as long as the process lives or until closed. Any thread may use it.
 */
public final class RoundTrips implements AutoCloseable {

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final AtomicInteger count = new AtomicInteger();

    /** Stands in front of the server at that address. */
    public RoundTrips(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    /** Where to connect to in place of the server, on this machine, without encryption. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many since the last call. */
    public int take() {
        return count.getAndSet(0);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Conversation conversation = new Conversation();
                Thread.startVirtualThread(() -> copy(client, server, () -> conversation.asked(count)));
                Thread.startVirtualThread(() -> copy(server, client, conversation::answered));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void copy(Socket from, Socket to, Runnable seen) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                seen.run();
                out.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // Either side hung up; closing both is all there is to do.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose turn it is on one connection. */
    private static final class Conversation {

        private boolean clientSpeaks;

        private synchronized void asked(AtomicInteger count) {
            if (!clientSpeaks) {
                clientSpeaks = true;
                count.incrementAndGet();
            }
        }

        private synchronized void answered() {
            clientSpeaks = false;
        }
    }
}
