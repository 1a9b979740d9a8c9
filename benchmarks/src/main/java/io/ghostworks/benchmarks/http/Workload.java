package io.ghostworks.benchmarks.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One kind of request.
 *
 * @param requests whole HTTP requests, of which one is drawn each time, by one thread, as their positions are set
 * @param status what each must be answered with
 * @param constant whether the same request has the same answer every time, so that its length can be checked
 * @param scripts the same for pgbench, which draws one each time
 * @param variables what the scripts' variables stand for
 */
record Workload(
        String name,
        List<ByteBuffer> requests,
        int status,
        boolean constant,
        List<String> scripts,
        Map<String, String> variables) {

    static ByteBuffer get(String path, String token) {
        return bytes(head("GET", path, token, ""));
    }

    static ByteBuffer post(String path, String token, String json) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        String more = "Content-Type: application/json\r\nContent-Length: " + length + "\r\n";
        return bytes(head("POST", path, token, more) + json);
    }

    /** Outside the heap, where the system can send them from. */
    private static ByteBuffer bytes(String request) {
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }

    private static String head(String method, String path, String token, String more) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n" + more
                + "\r\n";
    }

    boolean writes() {
        return status == 201;
    }
}
