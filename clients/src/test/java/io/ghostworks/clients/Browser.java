package io.ghostworks.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A headless Chromium, driven by its own protocol over the JDK's WebSocket: a driver library would bring a browser or a
 * Node of its own.
 */
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 60;

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Path profile, Process process, URI page, HttpClient http) throws Exception {
        this.profile = profile;
        this.process = process;
        this.socket =
                http.newWebSocketBuilder().buildAsync(page, new Listener()).get(SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Network", "Log", "Runtime", "Page")) {
            send(domain + ".enable", JSON.createObjectNode());
        }
    }

    /** Starts one that knows nothing of any other. */
    static Browser start(Path chromium) throws Exception {
        Path profile = Files.createTempDirectory("ghostworks-browser");
        Process process = new ProcessBuilder(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--window-size=1400,1000",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        HttpClient http = HttpClient.newHttpClient();
        URI debugger = debugger(process);
        URI list = URI.create("http://" + debugger.getAuthority() + "/json/list");
        String targets = http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                .body();
        for (JsonNode target : JSON.readTree(targets)) {
            if (target.path("type").asText().equals("page")) {
                return new Browser(
                        profile,
                        process,
                        URI.create(target.get("webSocketDebuggerUrl").asText()),
                        http);
            }
        }
        throw new IllegalStateException("no page in " + targets);
    }

    private static URI debugger(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(rest -> {}));
                return URI.create(line.substring("DevTools listening on ".length()));
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("the browser ended: " + said);
    }

    void open(URI page) throws Exception {
        send("Page.navigate", JSON.createObjectNode().put("url", page.toString()));
    }

    /** Waits until a JavaScript expression is true for the page, or gives what it is in the end. */
    boolean becomes(String expression) throws Exception {
        return evaluate("new Promise(done => { const end = Date.now() + 40000; const look = () => { let is = false;"
                        + " try { is = Boolean(" + expression + "); } catch (notYet) {}"
                        + " if (is || Date.now() > end) done(is); else setTimeout(look, 50); }; look(); })")
                .asBoolean();
    }

    /** The value of a JavaScript expression, which may be a promise of one. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = send(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.at("/result/value");
    }

    /** Keeps a picture of the page for people to look at. */
    void picture(Path png) throws Exception {
        JsonNode answer = send("Page.captureScreenshot", JSON.createObjectNode().put("format", "png"));
        Files.write(png, Base64.getDecoder().decode(answer.get("data").asText()));
    }

    /** The addresses that the page asked for. */
    List<String> requests() {
        return requests;
    }

    /** What the browser did not like: errors of scripts, and what the content security policy forbade. */
    List<String> complaints() {
        return complaints;
    }

    private JsonNode send(String method, ObjectNode parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
        return answer.get(SECONDS, TimeUnit.SECONDS);
    }

    private void receive(JsonNode message) {
        CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt(0));
        if (answer != null) {
            answer.complete(message.has("error") ? message : message.get("result"));
            return;
        }
        switch (message.path("method").asText()) {
            case "Network.requestWillBeSent" ->
                requests.add(message.at("/params/request/url").asText());
            case "Runtime.exceptionThrown" -> complaints.add(message.toString());
            case "Log.entryAdded" -> {
                if (message.at("/params/entry/level").asText().equals("error")) {
                    complaints.add(message.at("/params/entry/text").asText());
                }
            }
            default -> {}
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                try {
                    receive(JSON.readTree(whole));
                } catch (IOException e) {
                    complaints.add("not JSON: " + whole);
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
