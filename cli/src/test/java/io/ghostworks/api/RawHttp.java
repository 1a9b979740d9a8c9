package io.ghostworks.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends bytes that no decent client would, and reads what comes back until the server closes. */
final class RawHttp {

    private final URI server;

    RawHttp(URI server) {
        this.server = server;
    }

    /** @param request its lines, each ended by CR LF; closes the connection after it */
    Answer send(String method, String path, String request) {
        return send(method, path, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    Answer send(String method, String path, byte[] request) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            Answer answer = answer(method, path, socket.getInputStream().readAllBytes());
            assertThat(OpenApi.shared().complaints(answer))
                    .as(() -> answer.status() + " " + answer.headers().map() + answer.text())
                    .isEmpty();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line of the answer to what openapi.json says nothing of. */
    String sendUnchecked(String request) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that comes back to many requests on one connection, of which the last one closes it. */
    String pipeline(Stream<String> requests) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            Thread writer = Thread.ofVirtual()
                    .start(() -> requests.forEach(request -> {
                        try {
                            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            writer.join();
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(String method, String path, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        assertThat(end).as(() -> "an HTTP response: " + text).isPositive();
        List<String> lines = text.substring(0, end).lines().toList();
        Map<String, List<String>> headers = lines.stream()
                .skip(1)
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1]), (a, b) -> a));
        return new Answer(
                method,
                path,
                Integer.parseInt(lines.getFirst().split(" ", 3)[1]),
                HttpHeaders.of(headers, (name, value) -> true),
                Arrays.copyOfRange(bytes, end + 4, bytes.length));
    }
}
