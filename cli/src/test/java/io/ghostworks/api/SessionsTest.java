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

/** What people see and do of their own sessions and password. */
@ExtendWith(ServerExtension.class)
class SessionsTest {

    private final ApiClient nobody;

    SessionsTest(RunningServer server) {
        this.nobody = ApiClient.of(server);
    }

    @Test
    void listsMySessionsTheAskingOneFirst() {
        Person ada = nobody.newPerson();
        Answer laptop = nobody.post("/auth/login")
                .header("User-Agent", "Laptop/1.0 \u00e9")
                .json(json("email", ada.email(), "password", ada.password()))
                .send()
                .expect(200);

        Answer list = ada.api().get("/auth/sessions").send().expect(200);

        assertThat(list.items("current")).containsExactly("true", "false");
        assertThat(list.json().at("/items/1/user_agent").asString()).startsWith("Laptop/1.0");
        Answer other = nobody.with(laptop.get("access_token"))
                .get("/auth/sessions")
                .send()
                .expect(200);
        assertThat(other.items("id"))
                .containsExactly(list.items("id").getLast(), list.items("id").getFirst());
    }

    @Test
    void cutsAUserAgentThatIsTooLong() {
        Person ada = nobody.newPerson();

        Answer login = nobody.post("/auth/login")
                .header("User-Agent", "x".repeat(2000))
                .json(json("email", ada.email(), "password", ada.password()))
                .send()
                .expect(200);

        Answer list = nobody.with(login.get("access_token"))
                .get("/auth/sessions")
                .send()
                .expect(200);
        assertThat(list.json().at("/items/0/user_agent").asString()).isEqualTo("x".repeat(255));
    }

    @Test
    void endsOneSessionWithTheNextRequest() {
        Person ada = nobody.newPerson();
        Answer other = ada.logIn().expect(200);
        String id = ada.api().get("/auth/sessions").send().items("id").getLast();

        ada.api().delete("/auth/sessions/" + id).send().expect(204);

        nobody.with(other.get("access_token")).get("/auth/me").send().expect(401, "unauthenticated");
        refresh(other.get("refresh_token")).expect(401, "unauthenticated");
        ada.api().get("/auth/me").send().expect(200);
        ada.api().delete("/auth/sessions/" + id).send().expect(404, "not_found");
    }

    @Test
    void endsAllSessionsTheAskingOneToo() {
        Person ada = nobody.newPerson();
        Answer other = ada.logIn().expect(200);

        ada.api().delete("/auth/sessions").send().expect(204);

        for (String token : List.of(ada.token(), other.get("access_token"))) {
            nobody.with(token).get("/auth/me").send().expect(401);
            nobody.with(token).get("/auth/sessions").send().expect(401, "unauthenticated");
            nobody.with(token).delete("/auth/sessions").send().expect(401, "unauthenticated");
        }
        ada.logIn().expect(200);
    }

    @Test
    void treatsTheSessionOfAnotherUserAsOneThatIsNotThere() {
        Person ada = nobody.newPerson();
        Person mallory = nobody.newPerson();
        String hers = ada.api().get("/auth/sessions").send().items("id").getFirst();

        Answer foreign = delete(mallory, hers);

        assertThat(foreign.text())
                .isEqualTo(delete(mallory, UUID.randomUUID().toString()).text());
        assertThat(foreign.text()).isEqualTo(delete(mallory, "no-id").text());
        ada.api().get("/auth/me").send().expect(200);
    }

    private static Answer delete(Person person, String session) {
        return person.api()
                .delete("/auth/sessions/" + session)
                .header("X-Request-Id", "the-same")
                .send()
                .expect(404, "not_found");
    }

    @Test
    void changesThePasswordAndEndsTheOtherSessions() {
        Person ada = nobody.newPerson();
        Answer other = ada.logIn().expect(200);

        change(ada, ada.password(), "another password").expect(204);

        ada.api().get("/auth/me").send().expect(200);
        refresh(ada.refreshToken()).expect(200);
        nobody.with(other.get("access_token")).get("/auth/me").send().expect(401);
        refresh(other.get("refresh_token")).expect(401);
        ada.logIn().expect(401, "unauthenticated");
        nobody.post("/auth/login")
                .json(json("email", ada.email(), "password", "another password"))
                .send()
                .expect(200);
    }

    @Test
    void changesNothingWithoutThePresentPassword() {
        Person ada = nobody.newPerson();

        for (String wrong : List.of("not the password", "", "short")) {
            assertThat(change(ada, wrong, "another password").expect(422).fields())
                    .containsExactly("current_password");
        }
        assertThat(change(ada, ada.password(), "short").expect(422).fields()).containsExactly("new_password");
        assertThat(ada.api()
                        .post("/auth/password")
                        .json("{}")
                        .send()
                        .expect(422)
                        .fields())
                .containsExactlyInAnyOrder("current_password", "new_password");

        ada.logIn().expect(200);
    }

    @Test
    void slowsDownWhoeverGuessesThePresentPasswordWithAStolenToken() {
        try (RunningServer strict = RunningServer.start(Map.of("AUTH_ATTEMPTS_PER_MINUTE", "3"))) {
            ApiClient stranger = ApiClient.of(strict);
            Person ada = stranger.newPerson();
            Person bob = stranger.newPerson();
            for (int i = 0; i < 3; i++) {
                change(ada, "not the password", "another password").expect(422);
            }

            Answer limited = change(ada, ada.password(), "another password").expect(429, "rate_limited");

            assertThat(limited.header("Retry-After")).contains("10");
            change(bob, bob.password(), "another password").expect(204);
            change(bob, "another password", bob.password()).expect(204);
            change(bob, bob.password(), "another password").expect(204);
            change(bob, "another password", bob.password()).expect(204);
        }
    }

    private static Answer change(Person person, String current, String next) {
        return person.api()
                .post("/auth/password")
                .json(json("current_password", current, "new_password", next))
                .send();
    }

    private Answer refresh(String token) {
        return nobody.post("/auth/refresh").json(json("refresh_token", token)).send();
    }
}
