package io.ghostworks.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One kind of request.
 *
 * @param requests whole HTTP requests, from which one is drawn each time
 * @param status what each must be answered with
 * @param constant whether the same request has the same answer every time, so that its length can be checked
 * @param scripts the same for pgbench, which draws one each time
 * @param variables what the scripts' variables stand for
 */
record Workload(
        String name,
        List<byte[]> requests,
        int status,
        boolean constant,
        List<String> scripts,
        Map<String, String> variables) {

    static byte[] get(String path, String token) {
        return head("GET", path, token, "").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] post(String path, String token, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String more = "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
        return (head("POST", path, token, more) + json).getBytes(StandardCharsets.UTF_8);
    }

    private static String head(String method, String path, String token, String more) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n" + more
                + "\r\n";
    }

    boolean writes() {
        return status == 201;
    }
}
