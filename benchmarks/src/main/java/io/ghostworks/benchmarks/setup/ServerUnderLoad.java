package io.ghostworks.benchmarks.setup;

import io.ghostworks.api.HttpApi;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** The real server in a JVM of its own with 512 MiB of heap, as its command starts it, and one user of it. */
public final class ServerUnderLoad implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CREDENTIALS = "{\"email\":\"bench@example.com\",\"password\":\"bench the server\"}";
    private static final long STOP_SECONDS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path home;
    private final URI uri;

    private ServerUnderLoad(Process process, Path home, URI uri) {
        this.process = process;
        this.home = home;
        this.uri = uri;
    }

    /**
     * @param jvmOptions win over ours
     * @param keys of its configuration, besides the database
     */
    public static ServerUnderLoad start(TestDatabase database, List<String> jvmOptions, Map<String, String> keys)
            throws IOException {
        Path home = Files.createTempDirectory("ghostworks-bench");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseParallelGC",
                "-Dghostworks.home=" + home));
        command.addAll(jvmOptions);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "io.ghostworks.cli.Main", "serve", "--port=0"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(home.resolve("stderr").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("DATABASE_"));
        builder.environment().putAll(keys);
        builder.environment().put("DATABASE_URL", text(database.app()));
        builder.environment().put("DATABASE_SIGN_IN_URL", text(database.signIn()));
        builder.environment().put("DATABASE_MIGRATION_URL", text(database.admin()));
        builder.environment().put("SEAL_KEY", database.sealKeyText());
        Process process = builder.start();
        return new ServerUnderLoad(process, home, whereItListens(process.inputReader(), home));
    }

    private static String text(DatabaseUrl url) {
        String password = URLEncoder.encode(String.valueOf(url.password()), StandardCharsets.UTF_8);
        return url.toString().replaceFirst("@", ":" + password + "@");
    }

    private static URI whereItListens(BufferedReader output, Path home) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("  Health")) {
                return URI.create(line.substring(line.indexOf("http"), line.lastIndexOf('/')));
            }
        }
        throw new IOException("the server did not start: " + Files.readString(home.resolve("stderr")));
    }

    public URI uri() {
        return uri;
    }

    /** Registers the user and answers the id. */
    public String register() throws IOException, InterruptedException {
        return JSON.readTree(post("/auth/register")).get("id").stringValue();
    }

    /** Logs the user in and answers an access token, which is good for 15 minutes. */
    public String logIn() throws IOException, InterruptedException {
        return JSON.readTree(post("/auth/login")).get("access_token").stringValue();
    }

    private String post(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri.resolve(HttpApi.BASE + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(CREDENTIALS))
                .build());
    }

    /** What its processors have worked since it started; empty where the system does not tell. */
    public Optional<Duration> processorTime() {
        return process.info().totalCpuDuration();
    }

    /** MiB of heap in use, garbage included, as the server's metrics say. */
    public double heapMebibytes() throws IOException, InterruptedException {
        String metrics =
                send(HttpRequest.newBuilder(uri.resolve("/metrics")).GET().build());
        return metrics.lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum()
                / (1024 * 1024);
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(request.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() throws IOException {
        http.close();
        process.destroy();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        try (var files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
