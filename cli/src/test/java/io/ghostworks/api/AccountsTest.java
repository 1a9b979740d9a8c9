package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerExtension.class)
class AccountsTest {

    private final RunningServer server;
    private final ApiClient nobody;

    AccountsTest(RunningServer server) {
        this.server = server;
        this.nobody = ApiClient.of(server);
    }

    @Test
    void registersAUserWhoIsNotVerifiedYet() {
        String email = UUID.randomUUID() + "@Example.com";
        Answer user = nobody.post("/auth/register")
                .json(json("email", email, "password", "long enough", "first_name", "Ada"))
                .send()
                .expect(201);

        assertThat(user.get("email")).isEqualTo(email.toLowerCase(Locale.ROOT));
        assertThat(user.get("first_name")).isEqualTo("Ada");
        assertThat(user.json().get("last_name").isNull()).isTrue();
        assertThat(user.json().get("is_verified").booleanValue()).isFalse();
        assertThat(user.json().get("is_active").booleanValue()).isTrue();
        assertThat(user.text()).doesNotContain("long enough");
    }

    @Test
    void refusesAnEmailThatIsTakenWhateverItsCase() {
        Person ada = nobody.newPerson();

        nobody.post("/auth/register")
                .json(json("email", ada.email().toUpperCase(Locale.ROOT), "password", "another password"))
                .send()
                .expect(409, "conflict");
    }

    @Test
    void logsInWhateverTheCaseOfTheEmail() {
        Person ada = nobody.newPerson();

        Answer tokens = nobody.post("/auth/login")
                .json(json("email", ada.email().toUpperCase(Locale.ROOT), "password", ada.password()))
                .send()
                .expect(200);

        assertThat(tokens.header("Cache-Control")).contains("no-store");
        nobody.with(tokens.get("access_token")).get("/auth/me").send().expect(200);
    }

    @Test
    void answersAWrongPasswordAnUnknownEmailAndADeactivatedUserAlike() {
        Person ada = nobody.newPerson();
        Person gone = nobody.newPerson();
        server.sql("update ghostworks.users set is_active = false where id = '" + gone.id() + "'");

        List<String> answers = List.of(
                logIn(ada.email(), "not the password"),
                logIn("nobody-" + UUID.randomUUID() + "@example.com", "not the password"),
                logIn("no email at all", "not the password"),
                logIn(ada.email(), "short"),
                logIn(gone.email(), gone.password()));

        assertThat(answers).containsOnly(answers.getFirst());
    }

    private String logIn(String email, String password) {
        Answer answer = nobody.post("/auth/login")
                .header("X-Request-Id", "the-same")
                .json(json("email", email, "password", password))
                .send()
                .expect(401, "unauthenticated");
        return answer.text() + answer.header("WWW-Authenticate");
    }

    @Test
    void namesAllThatALogInLacks() {
        assertThat(nobody.post("/auth/login")
                        .json("{\"who\":1}")
                        .send()
                        .expect(422)
                        .fields())
                .containsExactlyInAnyOrder("who", "email", "password");
    }

    @Test
    void tellsWhoIAmAndMyWorkspaces() {
        Person ada = nobody.newPerson();
        String workspace = ada.newWorkspace();

        Answer me = ada.api().get("/auth/me").send().expect(200);

        assertThat(me.get("id")).isEqualTo(ada.id());
        assertThat(me.json().at("/workspaces/0/id").asString()).isEqualTo(workspace);
        assertThat(me.json().at("/workspaces/0/role").asString()).isEqualTo("owner");
    }

    @Test
    void rotatesTheRefreshToken() {
        Person ada = nobody.newPerson();

        Answer second = refresh(ada.refreshToken()).expect(200);
        Answer third = refresh(second.get("refresh_token")).expect(200);

        assertThat(List.of(ada.refreshToken(), second.get("refresh_token"), third.get("refresh_token")))
                .doesNotHaveDuplicates();
        nobody.with(third.get("access_token")).get("/auth/me").send().expect(200);
    }

    @Test
    void endsTheSessionWhenASpentRefreshTokenComesBack() {
        Person ada = nobody.newPerson();
        Answer other = ada.logIn().expect(200);
        Answer second = refresh(ada.refreshToken()).expect(200);

        refresh(ada.refreshToken()).expect(401, "unauthenticated");

        refresh(second.get("refresh_token")).expect(401, "unauthenticated");
        nobody.with(second.get("access_token")).get("/auth/me").send().expect(401);
        ada.api().get("/auth/me").send().expect(401);
        nobody.with(other.get("access_token")).get("/auth/me").send().expect(200);
    }

    @Test
    void letsOneOfTwoRefreshesAtOnceWinAtMost() throws Exception {
        Person ada = nobody.newPerson();
        Callable<Integer> refresh = () -> refresh(ada.refreshToken()).status();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = executor.invokeAll(List.of(refresh, refresh)).stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(statuses).containsExactlyInAnyOrder(200, 401);
        }
        // The second one was a reuse, so nothing of the session is left.
        ada.api().get("/auth/me").send().expect(401);
    }

    @Test
    void refusesARefreshTokenThatNobodyIssued() {
        refresh("made up").expect(401, "unauthenticated");
        refresh("").expect(401, "unauthenticated");
    }

    @Test
    void refusesTheTokensOfALoggedOutUserOnTheNextRequest() {
        Person ada = nobody.newPerson();
        String workspace = ada.newWorkspace();

        nobody.post("/auth/logout")
                .json(json("refresh_token", ada.refreshToken()))
                .send()
                .expect(204);

        ada.api().get("/auth/me").send().expect(401);
        ada.api().get("/workspaces").send().expect(401);
        ada.api().post("/workspaces").json(json("name", "x")).send().expect(401);
        ada.api().get("/workspaces/" + workspace + "/artifacts").send().expect(401);
        refresh(ada.refreshToken()).expect(401);
        nobody.post("/auth/logout")
                .json(json("refresh_token", "made up"))
                .send()
                .expect(204);
    }

    @Test
    void refusesTheTokensOfADeactivatedUserOnTheNextRequest() {
        Person ada = nobody.newPerson();
        String workspace = ada.newWorkspace();
        ada.api().get("/workspaces/" + workspace).send().expect(200);

        server.sql("update ghostworks.users set is_active = false where id = '" + ada.id() + "'");

        ada.api().get("/auth/me").send().expect(401);
        ada.api().get("/workspaces/" + workspace).send().expect(401);
        ada.api().get("/workspaces/" + workspace + "/artifacts").send().expect(401);
        refresh(ada.refreshToken()).expect(401);
    }

    @Test
    void refusesTheTokensOfADeletedUserOnTheNextRequest() {
        Person ada = nobody.newPerson();

        server.sql("delete from ghostworks.users where id = '" + ada.id() + "'");

        ada.api().get("/auth/me").send().expect(401);
        ada.api().post("/workspaces").json(json("name", "x")).send().expect(401);
        refresh(ada.refreshToken()).expect(401);
    }

    @Test
    void verifiesAnEmailAddressWithTheMailedToken() {
        Person ada = nobody.newPerson();
        List<String> mail = server.letter(ada.email(), "Verify your email address");
        assertThat(mail).contains("To: " + ada.email());
        String token = mail.getLast();

        nobody.post("/auth/verify-email").json(json("token", token)).send().expect(204);
        nobody.post("/auth/verify-email").json(json("token", token)).send().expect(204);

        assertThat(ada.api().get("/auth/me").send().json().get("is_verified").booleanValue())
                .isTrue();
    }

    @Test
    void verifiesNothingWithAnotherToken() {
        Person ada = nobody.newPerson();
        String access = ada.logIn().get("access_token");

        for (String token : List.of("", "x", "a.b.c", access, ada.refreshToken())) {
            assertThat(nobody.post("/auth/verify-email")
                            .json(json("token", token))
                            .send()
                            .expect(422)
                            .fields())
                    .containsExactly("token");
        }
    }

    private Answer refresh(String token) {
        return nobody.post("/auth/refresh").json(json("refresh_token", token)).send();
    }
}
