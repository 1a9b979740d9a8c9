package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do who forgot their password, or whose letter got lost. */
@ExtendWith(ServerExtension.class)
class RecoveryTest {

    private static final String VERIFY = "Verify your email address";
    private static final String RESET = "Choose another password";
    private static final String CHANGED = "Your password was changed";

    private final RunningServer server;
    private final ApiClient nobody;

    RecoveryTest(RunningServer server) {
        this.server = server;
        this.nobody = ApiClient.of(server);
    }

    @Test
    void mailsTheVerificationAgain() {
        Person ada = nobody.newPerson();
        String first = server.mailed(ada.email(), VERIFY);

        assertThat(ada.api()
                        .post("/auth/verify-email/resend")
                        .send()
                        .expect(202)
                        .text())
                .isEmpty();

        String second = server.letters(ada.email(), VERIFY, 2).getLast().getLast();
        assertThat(second).isNotEqualTo(first);
        nobody.post("/auth/verify-email").json(json("token", second)).send().expect(204);
        nobody.post("/auth/verify-email/resend").send().expect(401, "unauthenticated");
    }

    @Test
    void letsWhoeverReadsTheLetterChooseAnotherPassword() {
        Person ada = nobody.newPerson();
        forgot(ada.email().toUpperCase(java.util.Locale.ROOT)).expect(202);
        String token = server.mailed(ada.email(), RESET);

        reset(token, "another password").expect(204);

        ada.api().get("/auth/me").send().expect(401, "unauthenticated");
        nobody.post("/auth/refresh")
                .json(json("refresh_token", ada.refreshToken()))
                .send()
                .expect(401);
        ada.logIn().expect(401, "unauthenticated");
        Answer tokens = nobody.post("/auth/login")
                .json(json("email", ada.email(), "password", "another password"))
                .send()
                .expect(200);
        assertThat(nobody.with(tokens.get("access_token"))
                        .get("/auth/me")
                        .send()
                        .json()
                        .get("is_verified")
                        .booleanValue())
                .isTrue();
        assertThat(server.letter(ada.email(), CHANGED)).doesNotContain(token);
        assertThat(reset(token, "a third password").expect(422).fields()).containsExactly("token");
    }

    @Test
    void answersAlikeWhetherOrNotSomebodyHasTheEmail() {
        Person ada = nobody.newPerson();
        String unknown = UUID.randomUUID() + "@example.com";

        Answer known = forgot(ada.email());
        Answer stranger = forgot(unknown);

        assertThat(stranger.status()).isEqualTo(known.status()).isEqualTo(202);
        assertThat(stranger.text()).isEqualTo(known.text()).isEmpty();
        assertThat(stranger.headers().map().keySet())
                .isEqualTo(known.headers().map().keySet());
        server.mailed(ada.email(), RESET);
        assertThat(server.letters(unknown, RESET)).isEmpty();
    }

    @Test
    void refusesWhatIsNoEmailAndNoPassword() {
        Person ada = nobody.newPerson();
        forgot(ada.email()).expect(202);
        String token = server.mailed(ada.email(), RESET);

        assertThat(forgot("no email").expect(422).fields()).containsExactly("email");
        assertThat(reset(token, "short").expect(422).fields()).containsExactly("new_password");
        for (String wrong : List.of("", "x", token + "x", token.toLowerCase(java.util.Locale.ROOT), ada.token())) {
            assertThat(reset(wrong, "another password").expect(422).fields()).containsExactly("token");
        }

        reset(token, "another password").expect(204);
    }

    @Test
    void takesNoTokenForAnythingElse() {
        Person ada = nobody.newPerson();
        forgot(ada.email()).expect(202);

        reset(server.mailed(ada.email(), VERIFY), "another password").expect(422);
        nobody.post("/auth/verify-email")
                .json(json("token", server.mailed(ada.email(), RESET)))
                .send()
                .expect(422);

        ada.logIn().expect(200);
    }

    @Test
    void limitsLettersToOneEmailAndFromOneAddress() {
        try (RunningServer strict =
                RunningServer.start(Map.of("AUTH_ATTEMPTS_PER_MINUTE", "3", "TRUSTED_PROXIES", "127.0.0.1"))) {
            ApiClient stranger = ApiClient.of(strict);
            String email = UUID.randomUUID() + "@example.com";
            for (int i = 0; i < 3; i++) {
                forgot(stranger, email, "192.0.2." + i).expect(202);
            }
            assertThat(forgot(stranger, email, "192.0.2.9")
                            .expect(429, "rate_limited")
                            .header("Retry-After"))
                    .isPresent();

            for (int i = 0; i < 30; i++) {
                forgot(stranger, UUID.randomUUID() + "@example.com", "198.51.100.1")
                        .expect(202);
            }
            forgot(stranger, UUID.randomUUID() + "@example.com", "198.51.100.1").expect(429, "rate_limited");
            forgot(stranger, UUID.randomUUID() + "@example.com", "198.51.100.2").expect(202);

            Person ada = stranger.newPerson();
            for (int i = 0; i < 3; i++) {
                ada.api().post("/auth/verify-email/resend").send().expect(202);
            }
            ada.api().post("/auth/verify-email/resend").send().expect(429, "rate_limited");
        }
    }

    private Answer forgot(String email) {
        return forgot(nobody, email, "192.0.2.1");
    }

    private static Answer forgot(ApiClient client, String email, String address) {
        return client.post("/auth/password/forgot")
                .header("X-Forwarded-For", address)
                .json(json("email", email))
                .send();
    }

    private Answer reset(String token, String password) {
        return nobody.post("/auth/password/reset")
                .json(json("token", token, "new_password", password))
                .send();
    }
}
