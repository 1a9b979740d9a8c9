package io.ghostworks.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.web.Json;
import io.ghostworks.cli.server.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls a server as a program would, with or without a token. Each answer must keep openapi.json. A compressed body is
 * unpacked; the header that says so stays.
 */
public final class ApiClient {

    public static final String V1 = "/api/v1";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;
    private final String token;

    private ApiClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** Somebody whom the server does not know. */
    public static ApiClient of(RunningServer server) {
        return new ApiClient(server.uri(), "");
    }

    public static ApiClient of(URI server) {
        return new ApiClient(server, "");
    }

    /** The same with a token. */
    public ApiClient with(String accessToken) {
        return new ApiClient(server, accessToken);
    }

    public String token() {
        return token;
    }

    public URI server() {
        return server;
    }

    public Call get(String path) {
        return call("GET", V1 + path);
    }

    public Call post(String path) {
        return call("POST", V1 + path);
    }

    Call put(String path) {
        return call("PUT", V1 + path);
    }

    public Call patch(String path) {
        return call("PATCH", V1 + path);
    }

    Call delete(String path) {
        return call("DELETE", V1 + path);
    }

    /** A call of any path, with whatever follows it. */
    public Call call(String method, String pathAndQuery) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(pathAndQuery)).timeout(Duration.ofMinutes(1));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return new Call(method, request);
    }

    /** Registers somebody and logs them in. */
    public Person newPerson() {
        String email = "p-" + UUID.randomUUID() + "@example.com";
        String password = "a good password";
        String body = json("email", email, "password", password);
        String id = post("/auth/register").json(body).send().expect(201).get("id");
        Answer tokens = post("/auth/login").json(body).send().expect(200);
        return new Person(this, id, email, password, with(tokens.get("access_token")), tokens.get("refresh_token"));
    }

    /** A JSON object of texts. */
    public static String json(String... namesAndValues) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return object.toString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A call to be sent. */
    public static final class Call {

        private final String method;
        private final HttpRequest.Builder request;
        private BodyPublisher body = BodyPublishers.noBody();

        private Call(String method, HttpRequest.Builder request) {
            this.method = method;
            this.request = request;
        }

        public Call header(String name, String value) {
            request.setHeader(name, value);
            return this;
        }

        /** Another line of the header, where {@link #header} would replace it. */
        Call andHeader(String name, String value) {
            request.header(name, value);
            return this;
        }

        public Call json(String json) {
            return body("application/json", json.getBytes(StandardCharsets.UTF_8));
        }

        Call body(String type, byte[] bytes) {
            return body(type, BodyPublishers.ofByteArray(bytes));
        }

        public Call body(String type, BodyPublisher publisher) {
            body = publisher;
            return header("Content-Type", type);
        }

        public Answer send() {
            try {
                HttpResponse<byte[]> response =
                        HTTP.send(request.method(method, body).build(), BodyHandlers.ofByteArray());
                Answer answer = new Answer(
                        method,
                        response.request().uri().getRawPath(),
                        response.statusCode(),
                        response.headers(),
                        unpacked(response));
                assertThat(OpenApi.shared().complaints(answer))
                        .as(() -> "what is not as openapi.json says in " + answer.status() + " to " + method + " "
                                + answer.path() + " " + answer.headers().map() + ": " + answer.text())
                        .isEmpty();
                return answer;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static byte[] unpacked(HttpResponse<byte[]> response) throws IOException {
            if (!response.headers().allValues("Content-Encoding").contains("gzip")) {
                return response.body();
            }
            try (InputStream body = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
                return body.readAllBytes();
            }
        }
    }

    /** Somebody who is logged in. */
    public record Person(
            ApiClient nobody, String id, String email, String password, ApiClient api, String refreshToken) {

        /** The access token. */
        public String token() {
            return api.token;
        }

        /** Makes a workspace that this person owns. */
        public String newWorkspace() {
            return api.post("/workspaces")
                    .json(json("name", "Workspace"))
                    .send()
                    .expect(201)
                    .get("id");
        }

        void add(String workspace, Person member, String role) {
            api.post("/workspaces/" + workspace + "/members")
                    .json(json("email", member.email(), "role", role))
                    .send()
                    .expect(202);
        }

        /** Makes an artifact of that name. */
        public Answer newArtifact(String workspace, String name) {
            return newArtifact(workspace, Map.of("name", name));
        }

        Answer newArtifact(String workspace, Map<String, ?> content) {
            return api.post("/workspaces/" + workspace + "/artifacts")
                    .json(Json.MAPPER.writeValueAsString(content))
                    .send()
                    .expect(201);
        }

        /** Logs in again: another session. */
        public Answer logIn() {
            return nobody.post("/auth/login")
                    .json(json("email", email, "password", password))
                    .send();
        }
    }
}
