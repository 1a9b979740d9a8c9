package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkspacesTest {

    private final Person owner;
    private final Person member;
    private final Person admin;
    private final Person listed;
    private String workspace = "";
    private String path = "";

    WorkspacesTest(RunningServer server) {
        ApiClient nobody = ApiClient.of(server);
        owner = nobody.newPerson();
        admin = nobody.newPerson();
        member = nobody.newPerson();
        listed = nobody.newPerson();
    }

    @BeforeEach
    void makeAWorkspace() {
        workspace = owner.newWorkspace();
        path = "/workspaces/" + workspace;
        owner.add(workspace, admin, "admin");
        owner.add(workspace, member, "member");
    }

    @Test
    void makesAWorkspaceThatTheCallerOwns() {
        String slug = "s-" + UUID.randomUUID();
        Answer made = owner.api()
                .post("/workspaces")
                .json("{\"name\":\"Acme\",\"slug\":\"" + slug
                        + "\",\"description\":\"d\",\"settings\":{\"a\":[1,null]}}")
                .send()
                .expect(201);

        assertThat(made.get("role")).isEqualTo("owner");
        assertThat(made.get("slug")).isEqualTo(slug);
        assertThat(made.json().get("settings").toString()).isEqualTo("{\"a\":[1,null]}");
        assertThat(made.json().get("member_count").intValue()).isEqualTo(1);
        assertThat(made.header("Location")).contains("/api/v1/workspaces/" + made.get("id"));
        assertThat(owner.api().get("/workspaces/" + made.get("id")).send().json())
                .isEqualTo(made.json());
    }

    @Test
    void derivesASlugFromTheNameAndMakesItUnique() {
        String name = "Café " + UUID.randomUUID();
        String first = make(name).get("slug");
        String second = make(name).get("slug");

        assertThat(first).startsWith("cafe-");
        assertThat(second).startsWith(first).isNotEqualTo(first);
    }

    private Answer make(String name) {
        return owner.api().post("/workspaces").json(json("name", name)).send().expect(201);
    }

    @Test
    void refusesASlugThatIsTakenEvenByAStranger() {
        String slug = member.api().get(path).send().get("slug");

        member.api()
                .post("/workspaces")
                .json(json("name", "x", "slug", slug))
                .send()
                .expect(409, "conflict");
    }

    @Test
    void listsOnlyTheCallersOwn() {
        owner.add(workspace, listed, "member");

        Answer list = listed.api().get("/workspaces").send().expect(200);

        assertThat(list.items("id")).containsExactly(workspace);
        assertThat(list.items("role")).containsExactly("member");
    }

    @Test
    void changesOnlyWhatIsNamed() {
        Answer changed = admin.api()
                .patch(path)
                .body(
                        "application/merge-patch+json",
                        "{\"description\":\"new\",\"settings\":{\"b\":2}}".getBytes(UTF_8))
                .send()
                .expect(200);
        assertThat(changed.get("name")).isEqualTo("Workspace");
        assertThat(changed.get("role")).isEqualTo("admin");

        Answer cleared =
                admin.api().patch(path).json("{\"description\":null}").send().expect(200);
        assertThat(cleared.json().get("description").isNull()).isTrue();
        assertThat(cleared.json().get("settings").toString()).isEqualTo("{\"b\":2}");
    }

    @Test
    void namesAllThatIsWrongWithAChange() {
        assertThat(admin.api()
                        .patch(path)
                        .json("{\"name\":null,\"is_active\":null,\"slug\":\"x\",\"settings\":{\"a\":\"\\u0000\"}}")
                        .send()
                        .expect(422)
                        .fields())
                .containsExactlyInAnyOrder("name", "is_active", "slug", "settings");
    }

    @Test
    void letsMembersReadAndNotChange() {
        member.api().get(path).send().expect(200);
        member.api().patch(path).json("{\"name\":\"x\"}").send().expect(403, "forbidden");
        member.api().delete(path).send().expect(403, "forbidden");
        admin.api().delete(path).send().expect(403, "forbidden");
        admin.api().patch(path).json("{\"is_active\":false}").send().expect(403, "forbidden");
    }

    @Test
    void closesAnInactiveWorkspaceToAllButItsOwnersSwitch() {
        Answer artifact = owner.newArtifact(workspace, "x");
        owner.api().patch(path).json("{\"is_active\":false}").send().expect(200);

        for (Person person : List.of(owner, admin, member)) {
            for (String get : List.of("", "/members", "/artifacts", "/artifacts/stats", "/artifacts/export")) {
                person.api().get(path + get).send().expect(403, "workspace_inactive");
            }
            person.api().get(path + "/artifacts/" + artifact.get("id")).send().expect(403, "workspace_inactive");
            person.api().delete(path + "/members/" + person.id()).send().expect(403, "workspace_inactive");
        }
        admin.api().patch(path).json("{\"name\":\"x\"}").send().expect(403, "workspace_inactive");
        owner.api().patch(path).json("{\"name\":\"x\"}").send().expect(200);
        owner.api().patch(path).json("{\"is_active\":true}").send().expect(200);
        member.api().get(path).send().expect(200);
    }

    @Test
    void deletesAWorkspaceAndEverythingOfIt() {
        Answer artifact = owner.newArtifact(workspace, "x");

        owner.api().delete(path).send().expect(204);

        owner.api().get(path).send().expect(404, "not_found");
        owner.api().get(path + "/artifacts/" + artifact.get("id")).send().expect(404, "not_found");
        assertThat(member.api().get("/workspaces").send().items("id")).doesNotContain(workspace);
    }

    @Test
    void deletesAnInactiveWorkspace() {
        owner.api().patch(path).json("{\"is_active\":false}").send().expect(200);

        owner.api().delete(path).send().expect(204);
    }
}
