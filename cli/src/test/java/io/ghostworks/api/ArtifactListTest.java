package io.ghostworks.api;

import static io.ghostworks.api.ApiClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.ApiClient.Person;
import io.ghostworks.cli.server.RunningServer;
import io.ghostworks.cli.server.ServerExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtifactListTest {

    private final ApiClient nobody;
    private final Person owner;
    private String workspace = "";
    private String path = "";

    ArtifactListTest(RunningServer server) {
        nobody = ApiClient.of(server);
        owner = nobody.newPerson();
    }

    @BeforeEach
    void makeAWorkspace() {
        workspace = owner.newWorkspace();
        path = "/workspaces/" + workspace + "/artifacts";
    }

    private List<String> names(String query) {
        return owner.api().get(path + query).send().expect(200).items("name");
    }

    private void makeThree() {
        artifact("Floor plan", "The kitchen of the school", List.of("draft", "design"), Map.of("language", "en"));
        artifact(
                "Contract 100%",
                "With the ferry company", List.of("legal"), Map.of("language", "de", "n", Map.of("a", 1)));
        artifact("Budget_2026", "Kitchen and ferry", List.of("draft", "finance"), Map.of("language", "en"));
    }

    private Answer artifact(String name, String description, List<String> tags, Map<String, ?> metadata) {
        return owner.newArtifact(
                workspace, Map.of("name", name, "description", description, "tags", tags, "metadata", metadata));
    }

    @Test
    void filtersByEachParameter() {
        makeThree();

        assertThat(names("")).containsExactly("Budget_2026", "Contract 100%", "Floor plan");
        assertThat(names("?q=kitchen")).containsExactly("Budget_2026", "Floor plan");
        assertThat(names("?q=" + encoded("\"kitchen and\""))).containsExactly("Budget_2026");
        assertThat(names("?q=" + encoded("kitchen -school"))).containsExactly("Budget_2026");
        assertThat(names("?q=finance")).containsExactly("Budget_2026");
        assertThat(names("?name=PLAN")).containsExactly("Floor plan");
        assertThat(names("?name=" + encoded("0%"))).containsExactly("Contract 100%");
        assertThat(names("?name=" + encoded("t_2"))).containsExactly("Budget_2026");
        assertThat(names("?similar=" + encoded("flor plam"))).containsExactly("Floor plan");
        assertThat(names("?tag=draft")).containsExactly("Budget_2026", "Floor plan");
        assertThat(names("?tag=draft&tag=design")).containsExactly("Floor plan");
        assertThat(names("?any_tag=legal&any_tag=design")).containsExactly("Contract 100%", "Floor plan");
        assertThat(names("?metadata=" + encoded("{\"language\":\"de\"}"))).containsExactly("Contract 100%");
        assertThat(names("?metadata=" + encoded("{\"n\":{\"a\":1.0}}"))).containsExactly("Contract 100%");
        assertThat(names("?created_by=" + owner.id())).hasSize(3);
        assertThat(names("?created_by=" + UUID.randomUUID())).isEmpty();
    }

    @Test
    void filtersByTimeExclusively() {
        makeThree();
        String middle = owner.api()
                .get(path + "?name=contract")
                .send()
                .json()
                .at("/items/0/created_at")
                .asString();

        assertThat(names("?created_after=" + middle)).containsExactly("Budget_2026");
        assertThat(names("?created_before=" + middle)).containsExactly("Floor plan");
        assertThat(names("?created_after=" + encoded("2001-01-01T00:00:00+02:00")))
                .hasSize(3);
        assertThat(names("?created_before=9999-12-31T23:59:59.999999999Z")).hasSize(3);
    }

    @Test
    void combinesAllFilters() {
        makeThree();
        String all = "?q=kitchen&name=budget&tag=draft&any_tag=finance&metadata=" + encoded("{\"language\":\"en\"}")
                + "&created_by=" + owner.id() + "&created_after=2001-01-01T00:00:00Z&limit=5&count=true";

        Answer list = owner.api().get(path + all).send().expect(200);

        assertThat(list.items("name")).containsExactly("Budget_2026");
        assertThat(list.json().get("total").intValue()).isEqualTo(1);
        assertThat(names(all.replace("finance", "design"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=3", "?limit=4&similar=item", "?limit=5&tag=even", "?limit=1&count=true&name=item"})
    void pagesToTheEndWithoutRepeatingOrMissing(String query) {
        IntStream.range(0, 10)
                .forEach(i -> artifact("item " + i, "", i % 2 == 0 ? List.of("even") : List.of("odd"), Map.of()));
        List<String> whole = names(query.replaceFirst("limit=\\d+", "limit=100"));

        List<String> paged = new ArrayList<>();
        String next = path + query;
        while (!next.isEmpty()) {
            Answer page = owner.api().get(next).send().expect(200);
            paged.addAll(page.items("name"));
            var cursor = page.json().get("next_cursor");
            next = cursor.isNull() ? "" : path + query + "&cursor=" + cursor.asString();
        }

        assertThat(paged).containsExactlyElementsOf(whole).doesNotHaveDuplicates();
        assertThat(paged).hasSize(query.contains("even") ? 5 : 10);
    }

    @Test
    void keepsItsPlaceWhileArtifactsComeAndGo() {
        List<Answer> made = IntStream.range(0, 6)
                .mapToObj(i -> owner.newArtifact(workspace, "a" + i))
                .toList();
        Answer first = owner.api().get(path + "?limit=2").send();
        owner.newArtifact(workspace, "newer");
        owner.api().delete(path + "/" + made.get(4).get("id")).send().expect(204);

        assertThat(names("?limit=2&cursor=" + first.get("next_cursor"))).containsExactly("a3", "a2");
    }

    @Test
    void refusesACursorOfAnotherListAndOneThatIsMadeUp() {
        makeThree();
        Person other = nobody.newPerson();
        String foreign = other.newWorkspace();
        other.newArtifact(foreign, "x");
        String cursor = owner.api().get(path + "?limit=1").send().get("next_cursor");

        other.api()
                .get("/workspaces/" + foreign + "/artifacts?limit=1&cursor=" + cursor)
                .send()
                .expect(400, "malformed_request");
        char flipped = cursor.charAt(5) == 'A' ? 'B' : 'A';
        for (String query : List.of(
                "?tag=draft&cursor=" + cursor,
                "?similar=x&cursor=" + cursor,
                "?cursor=" + cursor + "A",
                "?cursor=" + cursor.substring(1),
                "?cursor=" + cursor.substring(0, 5) + flipped + cursor.substring(6),
                "?cursor=",
                "?cursor=null",
                "?cursor=%00")) {
            owner.api().get(path + query).send().expect(400, "malformed_request");
        }
        // A different page size is the same list.
        assertThat(names("?limit=2&cursor=" + cursor)).containsExactly("Contract 100%", "Floor plan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=5&", "?&limit=5", "?&&limit=5&&count=true", "?&", "?"})
    void passesOverEmptyPairsOfAQuery(String query) {
        owner.api().get(path + query).send().expect(200);
    }

    @Test
    void refusesAParameterWithoutAName() {
        owner.api().get(path + "?=x").send().expect(400, "malformed_request");
        owner.api().get(path + "?limit=5&=").send().expect(400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=%2B5",
                "limit=%D9%A5",
                "limit=005x",
                "limit=x",
                "limit=",
                "limit=99999999999",
                "limit=1&limit=2",
                "count=yes",
                "count=",
                "created_by=x",
                "created_by=1-1-1-1-1",
                "created_after=yesterday",
                "created_after=2026-01-01",
                "created_after=2026-01-01T00:00:00",
                "created_before=2026-02-30T00:00:00Z",
                "created_after=%2B999999999-12-31T23:59:59Z",
                "created_before=-999999999-01-01T00:00:00Z",
                "metadata=x",
                "metadata=[]",
                "metadata=%7B%22a%22:1,%22a%22:2%7D",
                "metadata=%7B%22a%22:%22%5Cu0000%22%7D",
                "metadata=%7B%22a%22:1e2147483647%7D",
                "q=",
                "q=%00",
                "name=",
                "similar=",
                "tag=",
                "any_tag=",
                "name=a&name=b",
                "unknown=1",
                "Limit=1",
                "=1",
                "a",
                "%FE=q",
                "q=%ff",
                "q=%ed%a0%80"
            })
    void refusesAQueryItDoesNotUnderstand(String query) {
        owner.api().get(path + "?" + query).send().expect(400, "malformed_request");
    }

    @Test
    void namesEveryParameterItDoesNotKnow() {
        assertThat(owner.api()
                        .get(path + "?a=1&b=2&limit=1&limit=2")
                        .send()
                        .expect(400)
                        .fields())
                .containsExactlyInAnyOrder("a", "b", "limit");
    }
}
