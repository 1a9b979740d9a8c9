package io.ghostworks.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient;
import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server whose heap is smaller than what goes through it. */
@ExtendWith(DatabaseExtension.class)
class FlatMemoryTest {

    private static final List<String> SMALL = List.of("-Xmx80m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    /** A number takes far more memory than its digits in a file. */
    private static final String LINE = "{\"name\":\"n\",\"description\":\"" + "d".repeat(9_900)
            + "\",\"metadata\":{\"n\":[" + "1,".repeat(3_000) + "1]}}\n";

    private static final int LINES = 6_000;

    @Test
    void importsAndExportsMoreThanItsHeap(@TempDir Path home, TestDatabase database) throws Exception {
        Map<String, String> keys = Map.of(
                "DATABASE_URL", RunningServer.url(database.app()),
                "DATABASE_SIGN_IN_URL", RunningServer.url(database.signIn()),
                "DATABASE_MIGRATION_URL", RunningServer.url(database.admin()),
                "SEAL_KEY", database.sealKeyText(),
                "PORT", "0");
        try (ServerProcess server = ServerProcess.run(home, SMALL, keys, "serve")) {
            Person person = ApiClient.of(server.uri()).newPerson();
            String path = "/workspaces/" + person.newWorkspace() + "/artifacts";

            person.api()
                    .post(path + "/bulk?atomic=true")
                    .body("application/x-ndjson", BodyPublishers.ofInputStream(FlatMemoryTest::lines))
                    .send()
                    .expect(200);

            assertThat(exported(person.api(), path + "/export")).isGreaterThan(90_000_000);
        }
    }

    private static InputStream lines() {
        byte[] line = LINE.getBytes(StandardCharsets.UTF_8);
        return new SequenceInputStream(
                Collections.enumeration(Stream.<InputStream>generate(() -> new java.io.ByteArrayInputStream(line))
                        .limit(LINES)
                        .toList()));
    }

    private static long exported(ApiClient client, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(client.server().resolve(ApiClient.V1 + path))
                .header("Authorization", "Bearer " + client.token())
                .build();
        try (HttpClient http = HttpClient.newHttpClient();
                InputStream in =
                        http.send(request, BodyHandlers.ofInputStream()).body()) {
            return in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
