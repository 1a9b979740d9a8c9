package io.ghostworks.benchmarks.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One keep-alive connection with at most one request under way. Understands no more of HTTP/1.1 than the answers need, and
 * that without a copy or a text: what the client takes of the processors is lost to the server.
 */
final class HttpConnection {

    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "transfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS = "HTTP/1.1 ".length();

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_ANSWER);
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
    void send(ByteBuffer request, int choice, long intended) throws IOException {
        this.intended = intended;
        this.choice = choice;
        buffer.clear();
        body = 0;
        request.rewind();
        while (request.hasRemaining()) {
            channel.write(request);
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
        length = -1;
        chunked = false;
        int line = 0;
        for (int at = 0; at < buffer.position(); at++) {
            if (buffer.get(at) == '\n') {
                if (at == line + 1) {
                    endHead(at + 1);
                    return;
                }
                readField(line, at - 1);
                line = at + 1;
            }
        }
    }

    private void readField(int start, int end) {
        if (startsWith(LENGTH, start)) {
            length = number(start + LENGTH.length, end);
        } else if (startsWith(CHUNKED, start)) {
            chunked = true;
        }
    }

    private void endHead(int at) throws IOException {
        if (length < 0 && !chunked) {
            throw new IOException("an answer of no stated length");
        }
        status = number(STATUS, STATUS + 3);
        body = at;
    }

    /** @param text in small letters; it is found in large ones too */
    private boolean startsWith(byte[] text, int start) {
        for (int i = 0; i < text.length; i++) {
            if ((buffer.get(start + i) | 0x20) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int start, int end) {
        int number = 0;
        for (int at = start; at < end; at++) {
            number = 10 * number + buffer.get(at) - '0';
        }
        return number;
    }

    private boolean chunksAreComplete() {
        byte[] bytes = new byte[buffer.position() - body];
        buffer.get(body, bytes);
        String rest = new String(bytes, StandardCharsets.ISO_8859_1);
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
