package io.ghostworks.cli.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A way to a server that can be cut, stalled and mended, as a network can. Nobody listens while it is cut; nothing passes while it stalls. */
final class TcpProxy implements AutoCloseable {

    private final InetSocketAddress target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock passing = new ReentrantLock();
    private final Condition mended = passing.newCondition();
    private boolean isStalled;
    private ServerSocket listener;

    TcpProxy(String host, int port) {
        this.target = new InetSocketAddress(host, port);
        this.listener = listen(0);
    }

    int port() {
        return listener.getLocalPort();
    }

    void cut() {
        closeQuietly(listener);
        sockets.forEach(TcpProxy::closeQuietly);
        sockets.clear();
    }

    void mend() {
        listener = listen(port());
    }

    /** Until {@link #resume} nothing comes through, and nobody is told. */
    void stall() {
        stalled(true);
    }

    void resume() {
        stalled(false);
    }

    private void stalled(boolean now) {
        passing.lock();
        try {
            isStalled = now;
            mended.signalAll();
        } finally {
            passing.unlock();
        }
    }

    @Override
    public void close() {
        resume();
        cut();
    }

    private ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread.ofVirtual().start(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket near = socket.accept();
                Socket far = new Socket(target.getAddress(), target.getPort());
                sockets.add(near);
                sockets.add(far);
                pump(near, far);
                pump(far, near);
            } catch (IOException cut) {
                closeQuietly(socket);
            }
        }
    }

    private void pump(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                byte[] buffer = new byte[64 * 1024];
                for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                    awaitResumed();
                    out.write(buffer, 0, n);
                }
            } catch (IOException cut) {
                closeQuietly(from);
            }
        });
    }

    private void awaitResumed() {
        passing.lock();
        try {
            while (isStalled) {
                mended.awaitUninterruptibly();
            }
        } finally {
            passing.unlock();
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception closed) {
            // As it was meant to be.
        }
    }
}
