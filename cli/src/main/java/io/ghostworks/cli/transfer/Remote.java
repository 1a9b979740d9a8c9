package io.ghostworks.cli.transfer;

import io.ghostworks.migrations.command.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The calls of the HTTP API that the commands need. Whatever goes wrong is a {@link ClientProblem}. */
final class Remote implements AutoCloseable {

    static final String NDJSON = "application/x-ndjson";

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofSeconds(60);

    private final ServerAddress address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final String token;
    /** Of the session that was begun for this; null if it is somebody else's. */
    private final @Nullable String refreshToken;

    Remote(ServerAddress address, Credentials credentials) {
        this.address = address;
        String given = credentials.token();
        JsonNode tokens = given != null ? null : logIn(credentials);
        this.token = tokens == null ? String.valueOf(given) : Answers.text(address, tokens, "access_token");
        this.refreshToken = tokens == null ? null : Answers.text(address, tokens, "refresh_token");
    }

    private JsonNode logIn(Credentials credentials) {
        String body = Answers.JSON.writeValueAsString(Map.of(
                "email", String.valueOf(credentials.email()), "password", String.valueOf(credentials.password())));
        HttpResponse<InputStream> response = send(auth("login", body), BodyHandlers.ofInputStream());
        if (response.statusCode() == 401) {
            throw new ClientProblem(Exit.DENIED, "wrong email or password for " + address);
        }
        return Answers.object(address, response);
    }

    private HttpRequest auth(String call, String body) {
        return HttpRequest.newBuilder(address.api("auth/" + call))
                .timeout(SHORT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** The id of the caller's workspace of that slug. */
    String workspace(String slug) {
        JsonNode items = get("workspaces").path("items");
        List<String> slugs = items.valueStream()
                .map(item -> item.path("slug").asString(""))
                .sorted()
                .toList();
        return items.valueStream()
                .filter(item -> item.path("slug").asString("").equals(slug))
                .findFirst()
                .map(item -> Answers.text(address, item, "id"))
                .orElseThrow(() -> new ClientProblem(
                        Exit.USAGE,
                        "you have no workspace " + slug + "; "
                                + (slugs.isEmpty() ? "you have none at all" : "yours are: " + listed(slugs))));
    }

    private static String listed(List<String> slugs) {
        String first = String.join(", ", slugs.subList(0, Math.min(10, slugs.size())));
        return slugs.size() > 10 ? first + " and " + (slugs.size() - 10) + " more" : first;
    }

    /** How many artifacts the workspace has. */
    long total(String workspace) {
        return get(artifacts(workspace) + "?limit=1&count=true").path("total").asLong(0);
    }

    private JsonNode get(String path) {
        return Answers.object(address, send(request(path).timeout(SHORT).build(), BodyHandlers.ofInputStream()));
    }

    /** Sends the lines once the server is ready for them, and gives its report, even when it refuses. */
    JsonNode upload(String workspace, boolean atomic, boolean exported, BodyPublisher lines) {
        String query = "?atomic=" + atomic + "&read_only=" + (exported ? "ignore" : "refuse");
        HttpRequest request = request(artifacts(workspace) + "/bulk" + query)
                .header("Content-Type", NDJSON)
                .expectContinue(true)
                .POST(lines)
                .build();
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
        return Answers.report(address, response);
    }

    /** All artifacts as lines. A stream that breaks off ends with an IOException. */
    InputStream download(String workspace) {
        HttpRequest request = request(artifacts(workspace) + "/export")
                .header("Accept", NDJSON)
                .build();
        return Answers.stream(address, send(request, BodyHandlers.ofInputStream()));
    }

    private static String artifacts(String workspace) {
        return "workspaces/" + workspace + "/artifacts";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.api(path)).header("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw address.problem(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientProblem(Exit.UNREACHABLE, "interrupted", e);
        }
    }

    /** Ends the session that was begun for this, if the server can still be told. */
    @Override
    public void close() {
        try {
            if (refreshToken != null) {
                String body = Answers.JSON.writeValueAsString(Map.of("refresh_token", refreshToken));
                send(auth("logout", body), BodyHandlers.discarding());
            }
        } catch (ClientProblem unreachable) {
            // The work is done or has failed by itself; the session ends with its refresh token.
        } finally {
            http.shutdownNow();
        }
    }

    /** Where the server is. */
    record ServerAddress(URI uri) {

        static ServerAddress of(String text) {
            try {
                URI uri = URI.create(text.strip().replaceFirst("/+$", ""));
                boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                    return new ServerAddress(uri);
                }
            } catch (IllegalArgumentException wrong) {
                // Told below, without the text: people write passwords into addresses.
            }
            throw new ClientProblem(
                    Exit.USAGE, "the server must be an address such as http://127.0.0.1:8000, without a password");
        }

        URI api(String path) {
            return URI.create(uri + "/api/v1/" + path);
        }

        ClientProblem problem(IOException e) {
            String why = e.getMessage() == null ? "no connection" : e.getMessage();
            return e instanceof java.net.ConnectException || e instanceof java.net.http.HttpConnectTimeoutException
                    ? new ClientProblem(Exit.UNREACHABLE, "cannot reach " + uri + ": " + why, e)
                    : new ClientProblem(Exit.UNREACHABLE, "the connection to " + uri + " broke off: " + why, e);
        }

        @Override
        public String toString() {
            return uri.toString();
        }
    }
}
