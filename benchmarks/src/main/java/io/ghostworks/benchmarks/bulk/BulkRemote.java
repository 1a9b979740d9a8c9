package io.ghostworks.benchmarks.bulk;

import io.ghostworks.account.Email;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a workspace on a running server. */
record BulkRemote(HttpClient http, URI api, String token, String user, String workspace) {

    static final Email EMAIL = new Email("bench@example.org");

    private static final String JSON = "application/json";

    static BulkRemote of(URI server) {
        BulkRemote nobody = new BulkRemote(HttpClient.newHttpClient(), server.resolve("/api/v1/"), "", "", "");
        BodyPublisher credentials =
                BodyPublishers.ofString("{\"email\":\"" + EMAIL + "\",\"password\":\"a good password\"}");
        String user = member("id", nobody.post("auth/register", JSON, credentials));
        String token = member("access_token", nobody.post("auth/login", JSON, credentials));
        BulkRemote somebody = new BulkRemote(nobody.http, nobody.api, token, user, "");
        String workspace = somebody.post("workspaces", JSON, BodyPublishers.ofString("{\"name\":\"Bench\"}"));
        return new BulkRemote(nobody.http, nobody.api, token, user, member("id", workspace));
    }

    void upload(byte[] lines, String query, int rows) {
        String report = post(
                "workspaces/" + workspace + "/artifacts/bulk" + query,
                "application/x-ndjson",
                BodyPublishers.ofByteArray(lines));
        if (!report.contains("\"created\":" + rows + ",")) {
            throw new IllegalStateException(report);
        }
    }

    /** Answers how many bytes came. */
    long download() {
        HttpRequest request =
                request("workspaces/" + workspace + "/artifacts/export").build();
        try (InputStream in = http.send(request, BodyHandlers.ofInputStream()).body()) {
            return in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String post(String path, String type, BodyPublisher body) {
        try {
            HttpResponse<String> response = http.send(
                    request(path).header("Content-Type", type).POST(body).build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String member(String name, String json) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + name);
        }
        return matcher.group(1);
    }
}
