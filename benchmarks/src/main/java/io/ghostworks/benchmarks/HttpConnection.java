package io.ghostworks.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One keep-alive connection with at most one request under way. Understands no more of HTTP/1.1 than the answers need. */
final class HttpConnection {

    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final String LENGTH = "\r\ncontent-length: ";

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_ANSWER);
    private long intended;
    private int choice;
    private int status;
    private int length;
    /** Where the body begins; 0 while the head is not complete. */
    private int body;

    private boolean chunked;

    HttpConnection(InetSocketAddress server, Selector selector) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** @param intended when it should have been sent, by {@link System#nanoTime} */
    void send(byte[] request, int choice, long intended) throws IOException {
        this.intended = intended;
        this.choice = choice;
        buffer.clear();
        body = 0;
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** Takes in what has come; true once the answer is complete. */
    boolean receive() throws IOException {
        if (channel.read(buffer) < 0) {
            throw new EOFException("the server closed a connection");
        }
        if (body == 0) {
            readHead();
        }
        return body != 0 && (chunked ? chunksAreComplete() : buffer.position() >= body + length);
    }

    private void readHead() throws IOException {
        int end = endOfHead();
        if (end < 0) {
            return;
        }
        String head = new String(buffer.array(), 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        status = Integer.parseInt(head, "http/1.1 ".length(), "http/1.1 200".length(), 10);
        int at = head.indexOf(LENGTH);
        chunked = at < 0;
        if (!chunked) {
            int digits = at + LENGTH.length();
            length = Integer.parseInt(head, digits, head.indexOf('\r', digits), 10);
        } else if (!head.contains("\r\ntransfer-encoding: chunked\r\n")) {
            throw new IOException("an answer of no stated length: " + head);
        }
        body = end;
    }

    private boolean chunksAreComplete() {
        String rest = new String(buffer.array(), body, buffer.position() - body, StandardCharsets.ISO_8859_1);
        length = 0;
        int at = 0;
        for (int end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n", at)) {
            int size = Integer.parseInt(rest, at, end, 16);
            if (size == 0) {
                return true;
            }
            length += size;
            at = end + size + 4;
        }
        return false;
    }

    /** Where the body begins; -1 while it is not there. */
    private int endOfHead() {
        byte[] bytes = buffer.array();
        for (int i = 4; i <= buffer.position(); i++) {
            if (bytes[i - 1] == '\n' && bytes[i - 2] == '\r' && bytes[i - 3] == '\n' && bytes[i - 4] == '\r') {
                return i;
            }
        }
        return -1;
    }

    long intended() {
        return intended;
    }

    /** Which of the workload's requests was sent. */
    int choice() {
        return choice;
    }

    int status() {
        return status;
    }

    /** Bytes of the body. */
    int length() {
        return length;
    }

    void close() throws IOException {
        channel.close();
    }
}
