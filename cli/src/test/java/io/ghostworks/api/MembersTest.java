package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MembersTest {

    private final ApiClient nobody;
    private final Map<String, Person> people;
    private final Person target;
    private final Person second;
    private String members = "";
    private String workspace = "";

    MembersTest(RunningServer server) {
        nobody = ApiClient.of(server);
        people = Map.of("owner", nobody.newPerson(), "admin", nobody.newPerson(), "member", nobody.newPerson());
        target = nobody.newPerson();
        second = nobody.newPerson();
    }

    @BeforeEach
    void makeAWorkspace() {
        workspace = person("owner").newWorkspace();
        members = "/workspaces/" + workspace + "/members";
        person("owner").add(workspace, person("admin"), "admin");
        person("owner").add(workspace, person("member"), "member");
    }

    private Person person(String role) {
        return Objects.requireNonNull(people.get(role));
    }

    @Test
    void listsMembersByTheTimeTheyJoined() {
        Answer list = person("member").api().get(members).send().expect(200);

        assertThat(list.items("user_id"))
                .containsExactly(
                        person("owner").id(),
                        person("admin").id(),
                        person("member").id());
        assertThat(list.items("role")).containsExactly("owner", "admin", "member");
    }

    @ParameterizedTest
    @CsvSource({
        "owner, owner, 202", "owner, admin, 202", "owner, member, 202",
        "admin, owner, 403", "admin, admin, 202", "admin, member, 202",
        "member, owner, 403", "member, admin, 403", "member, member, 403"
    })
    void letsOnlyWhoMayAddAMember(String actor, String role, int status) {

        person(actor)
                .api()
                .post(members)
                .json(json("email", target.email(), "role", role))
                .send()
                .expect(status);

        target.api().get("/workspaces/" + workspace).send().expect(status == 202 ? 200 : 404);
    }

    @ParameterizedTest
    @CsvSource({
        "owner, owner, member, 200",
        "owner, admin, owner, 200",
        "owner, admin, member, 200",
        "owner, member, owner, 200",
        "owner, member, admin, 200",
        "admin, owner, member, 403",
        "admin, owner, admin, 403",
        "admin, admin, member, 403",
        "admin, member, owner, 403",
        "admin, member, admin, 200",
        "admin, member, member, 200",
        "member, owner, member, 403",
        "member, admin, member, 403",
        "member, member, admin, 403"
    })
    void letsOnlyWhoMayChangeARole(String actor, String from, String to, int status) {
        person("owner").add(workspace, target, from);

        person(actor)
                .api()
                .patch(members + "/" + target.id())
                .json(json("role", to))
                .send()
                .expect(status);

        assertThat(target.api().get("/workspaces/" + workspace).send().get("role"))
                .isEqualTo(status == 200 ? to : from);
    }

    @ParameterizedTest
    @CsvSource({
        "owner, owner, 204", "owner, admin, 204", "owner, member, 204",
        "admin, owner, 403", "admin, admin, 403", "admin, member, 204",
        "member, owner, 403", "member, admin, 403", "member, member, 403"
    })
    void letsOnlyWhoMayRemoveAMember(String actor, String role, int status) {
        person("owner").add(workspace, target, role);

        person(actor).api().delete(members + "/" + target.id()).send().expect(status);

        // In force with the next request, with the same token.
        target.api().get("/workspaces/" + workspace + "/artifacts").send().expect(status == 204 ? 404 : 200);
    }

    @ParameterizedTest
    @CsvSource({"admin", "member"})
    void letsNobodyRaiseThemself(String role) {
        for (String wanted : List.of("owner", "admin")) {
            person(role)
                    .api()
                    .patch(members + "/" + person(role).id())
                    .json(json("role", wanted))
                    .send()
                    .expect(403, "forbidden");
        }
    }

    @ParameterizedTest
    @CsvSource({"admin", "member"})
    void letsEverybodyLeave(String role) {
        person(role).api().delete(members + "/" + person(role).id()).send().expect(204);

        person(role).api().get(members).send().expect(404, "not_found");
    }

    @Test
    void keepsTheLastActiveOwner() {
        Person owner = person("owner");
        String self = members + "/" + owner.id();
        owner.add(workspace, second, "owner");
        owner.api()
                .patch(members + "/" + second.id())
                .json("{\"is_active\":false}")
                .send()
                .expect(200);

        owner.api().delete(self).send().expect(409, "conflict");
        owner.api().patch(self).json("{\"role\":\"admin\"}").send().expect(409, "conflict");
        owner.api().patch(self).json("{\"is_active\":false}").send().expect(409, "conflict");
        owner.api().get(members).send().expect(200);
    }

    @Test
    void keepsOneOfTwoOwnersWhoLeaveAtTheSameMoment() throws Exception {
        person("owner").add(workspace, second, "owner");
        List<Callable<Integer>> leaving = List.of(
                () -> person("owner")
                        .api()
                        .delete(members + "/" + person("owner").id())
                        .send()
                        .status(),
                () -> second.api().delete(members + "/" + second.id()).send().status());

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(executor.invokeAll(leaving).stream().map(Future::resultNow))
                    .containsExactlyInAnyOrder(204, 409);
        }
    }

    @Test
    void keepsOneOfTwoOwnersWhoRemoveEachOther() throws Exception {
        person("owner").add(workspace, second, "owner");
        List<Callable<Integer>> removing = List.of(
                () -> person("owner")
                        .api()
                        .delete(members + "/" + second.id())
                        .send()
                        .status(),
                () -> second.api()
                        .delete(members + "/" + person("owner").id())
                        .send()
                        .status());

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses =
                    executor.invokeAll(removing).stream().map(Future::resultNow).toList();

            // The slower one finds itself removed, or the last owner.
            assertThat(statuses).containsOnlyOnce(204).containsAnyOf(404, 409);
        }
        assertThat(person("admin").api().get(members).send().items("role")).containsOnlyOnce("owner");
    }

    @Test
    void shutsOutADeactivatedMemberUntilTheyAreActiveAgain() {
        String target = members + "/" + person("member").id();
        person("admin").api().patch(target).json("{\"is_active\":false}").send().expect(200);
        person("member").api().get("/workspaces/" + workspace).send().expect(404, "not_found");
        assertThat(person("member").api().get("/workspaces").send().items("id")).doesNotContain(workspace);

        person("admin").api().patch(target).json("{\"is_active\":true}").send().expect(200);
        person("member").api().get("/workspaces/" + workspace).send().expect(200);
    }

    @Test
    void tellsNothingOfSomebodyWhoIsNoMember() {
        Person owner = person("owner");
        String unknown = "nobody-" + UUID.randomUUID() + "@example.com";
        List<Answer> answers = java.util.stream.Stream.of(target.email(), unknown)
                .map(email -> owner.api()
                        .post(members)
                        .json(json("email", email, "role", "member"))
                        .header("X-Request-Id", "the-same")
                        .send()
                        .expect(202))
                .toList();

        assertThat(answers.getFirst().text()).isEqualTo(json("email", target.email(), "role", "member"));
        assertThat(answers.getLast().text()).isEqualTo(json("email", unknown, "role", "member"));
        assertThat(answers.getFirst().headers().map().keySet())
                .isEqualTo(answers.getLast().headers().map().keySet());
        assertThat(owner.api().get(members).send().items("email"))
                .contains(target.email())
                .doesNotContain(unknown);
    }

    @Test
    void limitsHowManyMembersAPersonOrAWorkspaceMayAdd() {
        try (RunningServer strict = RunningServer.start(Map.of("AUTH_ATTEMPTS_PER_MINUTE", "1"))) {
            ApiClient anybody = ApiClient.of(strict);
            Person owner = anybody.newPerson();
            Person admin = anybody.newPerson();
            String one = owner.newWorkspace();
            owner.add(one, admin, "admin");
            String path = "/workspaces/" + one + "/members";
            for (int i = 0; i < 9; i++) {
                add(owner, path, i).expect(202);
            }

            assertThat(add(owner, path, 9).expect(429, "rate_limited").header("Retry-After"))
                    .isPresent();
            add(owner, "/workspaces/" + owner.newWorkspace() + "/members", 0).expect(429);
            add(admin, path, 10).expect(429);
            add(anybody.newPerson(), path, 0).expect(404, "not_found");
            add(admin, "/workspaces/" + admin.newWorkspace() + "/members", 0).expect(202);
        }
    }

    private static Answer add(Person who, String path, int number) {
        return who.api()
                .post(path)
                .json(json("email", "n" + number + "@example.com", "role", "member"))
                .send();
    }

    @Test
    void refusesAMemberTwice() {
        Person owner = person("owner");
        owner.api()
                .post(members)
                .json(json("email", person("member").email(), "role", "admin"))
                .send()
                .expect(409, "conflict");
    }

    @Test
    void namesAllThatIsWrong() {
        Person owner = person("owner");
        assertThat(owner.api()
                        .post(members)
                        .json("{\"x\":1}")
                        .send()
                        .expect(422)
                        .fields())
                .containsExactlyInAnyOrder("x", "email", "role");
        assertThat(owner.api()
                        .patch(members + "/" + person("member").id())
                        .json("{\"role\":null,\"is_active\":null,\"email\":\"e\"}")
                        .send()
                        .expect(422)
                        .fields())
                .containsExactlyInAnyOrder("role", "is_active", "email");
        assertThat(owner.api()
                        .patch(members + "/" + person("member").id())
                        .json("{\"role\":\"OWNER\"}")
                        .send()
                        .expect(422)
                        .fields())
                .containsExactly("role");
    }

    @Test
    void findsNoMemberWhoIsNone() {
        for (String id : List.of(target.id(), UUID.randomUUID().toString(), "nonsense")) {
            person("owner").api().delete(members + "/" + id).send().expect(404, "not_found");
            person("owner")
                    .api()
                    .patch(members + "/" + id)
                    .json("{\"role\":\"admin\"}")
                    .send()
                    .expect(404, "not_found");
        }
    }
}
