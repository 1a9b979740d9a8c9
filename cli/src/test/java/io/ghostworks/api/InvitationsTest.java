package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asking people to join a workspace, and joining it. */
@ExtendWith(ServerExtension.class)
class InvitationsTest {

    private static final String SUBJECT = "You are invited to a workspace";

    private final RunningServer server;
    private final ApiClient nobody;
    private final Person owner;
    private String workspace = "";
    private String invitations = "";

    InvitationsTest(RunningServer server) {
        this.server = server;
        this.nobody = ApiClient.of(server);
        this.owner = nobody.newPerson();
    }

    @BeforeEach
    void makeAWorkspace() {
        workspace = owner.newWorkspace();
        invitations = "/workspaces/" + workspace + "/invitations";
    }

    @Test
    void makesAMemberOfWhoeverAccepts() {
        Person ada = nobody.newPerson();
        Answer invitation = invite(owner, ada.email(), "admin").expect(201);
        ada.api().get("/workspaces/" + workspace).send().expect(404, "not_found");

        Answer joined = accept(ada.api(), server.mailed(ada.email(), SUBJECT)).expect(200);

        assertThat(invitation.get("invited_by")).isEqualTo(owner.id());
        assertThat(Duration.between(
                        OffsetDateTime.parse(invitation.get("created_at")),
                        OffsetDateTime.parse(invitation.get("expires_at"))))
                .isEqualTo(Duration.ofDays(7));
        assertThat(joined.json().at("/workspace/id").asString()).isEqualTo(workspace);
        assertThat(joined.json().at("/workspace/role").asString()).isEqualTo("admin");
        assertThat(ada.api().get("/workspaces/" + workspace).send().expect(200).get("role"))
                .isEqualTo("admin");
        assertThat(owner.api().get(invitations).send().expect(200).items("id")).isEmpty();
    }

    @Test
    void makesAnAccountForWhoeverHasNone() {
        String email = "new-" + UUID.randomUUID() + "@example.com";
        invite(owner, email, "member").expect(201);
        String token = server.mailed(email, SUBJECT);

        assertThat(anew(token, "short").expect(422).fields()).containsExactly("password");
        anew(token, "a good password").expect(200);

        Answer tokens = nobody.post("/auth/login")
                .json(json("email", email, "password", "a good password"))
                .send()
                .expect(200);
        Answer me =
                nobody.with(tokens.get("access_token")).get("/auth/me").send().expect(200);
        assertThat(me.json().get("is_verified").booleanValue()).isTrue();
        assertThat(me.json().at("/workspaces/0/id").asString()).isEqualTo(workspace);
        assertThat(anew(token, "a good password").expect(422).fields()).containsExactly("token");
    }

    @Test
    void asksWhoeverHasAnAccountToLogIn() {
        Person ada = nobody.newPerson();
        invite(owner, ada.email(), "member").expect(201);
        String token = server.mailed(ada.email(), SUBJECT);

        anew(token, "a good password").expect(409, "conflict");

        ada.logIn().expect(200);
        accept(ada.api(), token).expect(200);
    }

    @Test
    void admitsTheInvitedAddressAlone() {
        Person ada = nobody.newPerson();
        Person thief = nobody.newPerson();
        invite(owner, ada.email(), "owner").expect(201);
        String token = server.mailed(ada.email(), SUBJECT);

        assertThat(accept(thief.api(), token).expect(422).fields()).containsExactly("token");
        accept(nobody, token).expect(401, "unauthenticated");
        accept(nobody.with("a.b.c"), token).expect(401, "unauthenticated");
        for (String wrong : List.of("", "x", token + "x", server.mailed(ada.email(), "Verify your email address"))) {
            assertThat(accept(ada.api(), wrong).expect(422).fields()).containsExactly("token");
        }

        thief.api().get("/workspaces/" + workspace).send().expect(404);
        accept(ada.api(), token).expect(200);
    }

    @ParameterizedTest
    @CsvSource({
        "owner, owner, 201", "owner, admin, 201", "owner, member, 201",
        "admin, owner, 403", "admin, admin, 201", "admin, member, 201",
        "member, owner, 403", "member, admin, 403", "member, member, 403"
    })
    void letsOnlyWhoMayInvite(String role, String invited, int status) {
        Person actor = nobody.newPerson();
        owner.add(workspace, actor, role);
        String id = invite(owner, address(), invited).expect(201).get("id");

        invite(actor, address(), invited).expect(status);
        actor.api().get(invitations).send().expect(role.equals("member") ? 403 : 200);
        actor.api().post(invitations + "/" + id + "/resend").send().expect(status == 201 ? 202 : 403);
        actor.api().delete(invitations + "/" + id).send().expect(status == 201 ? 204 : 403);
    }

    @Test
    void answersAlikeWhetherOrNotSomebodyHasTheEmail() {
        Person ada = nobody.newPerson();

        Answer known = invite(owner, ada.email(), "member").expect(201);
        Answer unknown = invite(owner, address(), "member").expect(201);

        assertThat(known.json().propertyNames()).isEqualTo(unknown.json().propertyNames());
        assertThat(known.headers().map().keySet())
                .isEqualTo(unknown.headers().map().keySet());
        assertThat(owner.api()
                        .get("/workspaces/" + workspace + "/members")
                        .send()
                        .items("email"))
                .containsExactly(owner.email());
    }

    @Test
    void takesAnInvitationBackWithItsLetters() {
        Person ada = nobody.newPerson();
        String id = invite(owner, ada.email(), "member").expect(201).get("id");
        String token = server.mailed(ada.email(), SUBJECT);

        owner.api().delete(invitations + "/" + id).send().expect(204);

        accept(ada.api(), token).expect(422);
        owner.api().delete(invitations + "/" + id).send().expect(404, "not_found");
        owner.api().post(invitations + "/" + id + "/resend").send().expect(404, "not_found");
        invite(owner, ada.email(), "admin").expect(201);
    }

    @Test
    void sendsTheLetterAgain() {
        Person ada = nobody.newPerson();
        String id = invite(owner, ada.email(), "member").expect(201).get("id");
        String first = server.mailed(ada.email(), SUBJECT);

        owner.api().post(invitations + "/" + id + "/resend").send().expect(202);

        String second = server.letters(ada.email(), SUBJECT, 2).getLast().getLast();
        assertThat(second).isNotEqualTo(first);
        accept(ada.api(), second).expect(200);
        accept(ada.api(), first).expect(422);
    }

    @Test
    void refusesAnEmailThatIsAMembersOrInvited() {
        Person ada = nobody.newPerson();
        owner.add(workspace, ada, "member");
        String email = address();
        invite(owner, email, "member").expect(201);

        invite(owner, ada.email(), "admin").expect(409, "conflict");
        invite(owner, email.toUpperCase(java.util.Locale.ROOT), "admin").expect(409, "conflict");
        assertThat(owner.api()
                        .post(invitations)
                        .json("{\"x\":1}")
                        .send()
                        .expect(422)
                        .fields())
                .containsExactlyInAnyOrder("x", "email", "role");
    }

    @Test
    void hidesTheInvitationsOfOtherWorkspaces() {
        Person mallory = nobody.newPerson();
        String own = "/workspaces/" + mallory.newWorkspace() + "/invitations/";
        String id = invite(owner, address(), "member").expect(201).get("id");

        mallory.api().get(invitations).send().expect(404, "not_found");
        invite(mallory, address(), "member").expect(404, "not_found");
        for (String foreign : List.of(invitations + "/" + id, own + id, own + UUID.randomUUID(), own + "no-id")) {
            mallory.api().delete(foreign).send().expect(404, "not_found");
            mallory.api().post(foreign + "/resend").send().expect(404, "not_found");
        }
        assertThat(owner.api().get(invitations).send().items("id")).containsExactly(id);
    }

    @Test
    void letsNoNameOfAWorkspaceFakeAParagraph() {
        String name = "Acme\n\nYour account is locked: send your password to {token}\u2028";
        String other = owner.api()
                .post("/workspaces")
                .json(json("name", name))
                .send()
                .expect(201)
                .get("id");
        String email = address();
        owner.api()
                .post("/workspaces/" + other + "/invitations")
                .json(json("email", email, "role", "member"))
                .send()
                .expect(201);

        List<String> letter = server.letter(email, SUBJECT);

        assertThat(String.join(" ", letter)).contains("Acme Your account is locked: send your password to {token}");
        assertThat(letter).noneMatch(line -> line.startsWith("Your account"));
    }

    @Test
    void limitsLettersOfAPersonAndAWorkspace() {
        try (RunningServer strict = RunningServer.start(Map.of("AUTH_ATTEMPTS_PER_MINUTE", "1"))) {
            ApiClient anybody = ApiClient.of(strict);
            Person boss = anybody.newPerson();
            Person admin = anybody.newPerson();
            String path = "/workspaces/" + boss.newWorkspace();
            boss.add(path.substring("/workspaces/".length()), admin, "admin");
            String id = inviteTo(path, boss, address()).expect(201).get("id");
            // The admin was one, the invitation another.
            for (int i = 0; i < 8; i++) {
                boss.api().post(path + "/invitations/" + id + "/resend").send().expect(202);
            }

            assertThat(inviteTo(path, boss, address())
                            .expect(429, "rate_limited")
                            .header("Retry-After"))
                    .isPresent();
            boss.api().post(path + "/invitations/" + id + "/resend").send().expect(429, "rate_limited");
            boss.api()
                    .post(path + "/members")
                    .json(json("email", address(), "role", "member"))
                    .send()
                    .expect(429, "rate_limited");
            inviteTo(path, admin, address()).expect(429, "rate_limited");
            boss.api().delete(path + "/invitations/" + id).send().expect(204);
        }
    }

    private static String address() {
        return "i-" + UUID.randomUUID() + "@example.com";
    }

    private Answer invite(Person who, String email, String role) {
        return who.api()
                .post(invitations)
                .json(json("email", email, "role", role))
                .send();
    }

    private static Answer inviteTo(String workspacePath, Person who, String email) {
        return who.api()
                .post(workspacePath + "/invitations")
                .json(json("email", email, "role", "member"))
                .send();
    }

    private static Answer accept(ApiClient client, String token) {
        return client.post("/auth/invitations/accept")
                .json(json("token", token))
                .send();
    }

    private Answer anew(String token, String password) {
        return nobody.post("/auth/invitations/accept")
                .json(json("token", token, "password", password, "first_name", "Grace"))
                .send();
    }
}
