package io.ghostworks.cli.mail;

import static io.ghostworks.api.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient;
import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A mail server that is down, or a server that stops, loses no letter. */
class LostMailTest {

    @Test
    void sendsWhatWaitedOnceTheMailServerIsBack() throws IOException {
        int port = freePort();
        try (RunningServer server = RunningServer.start(Map.of(
                "SMTP_URL", "smtp://localhost:" + port + "?starttls=never", "MAIL_FROM", "no-reply@example.org"))) {
            ApiClient nobody = ApiClient.of(server);
            Person ada = nobody.newPerson();
            nobody.post("/auth/password/forgot")
                    .json(json("email", ada.email()))
                    .send()
                    .expect(202);

            try (MailServer mail = MailServer.open(port)) {
                server.sql("update ghostworks.mail_queue set due_at = now()");
                Person eve = nobody.newPerson();
                List<String> messages = mail.await(3);

                assertThat(messages)
                        .filteredOn(message -> message.contains("To: " + ada.email()))
                        .hasSize(2);
                assertThat(messages)
                        .filteredOn(message -> message.contains("To: " + eve.email()))
                        .hasSize(1);
            }
            assertThat(Files.exists(server.mail())).isFalse();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
