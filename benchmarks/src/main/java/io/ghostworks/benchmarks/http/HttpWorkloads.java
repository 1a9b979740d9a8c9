package io.ghostworks.benchmarks.http;

import io.ghostworks.Artifacts;
import io.ghostworks.account.Caller;
import io.ghostworks.api.HttpApi;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.benchmarks.setup.Filters;
import io.ghostworks.benchmarks.setup.SampleData;
import io.ghostworks.jooq.DatabaseSettings;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.value.JsonObject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is asked of the server, and how pgbench asks the same of the database.
 *
 * @param app the application's role
 * @param key of the database, which accepts seals that hold for a day: pgbench binds the same one all the time
 * @param targets how many artifacts of the workspace have an id by {@link #target}
 * @param newId an expression for ids in the order of time, as the server makes them
 */
record HttpWorkloads(
        DatabaseSettings app,
        SealKey key,
        Scope scope,
        Caller.Session caller,
        SampleData data,
        int targets,
        String newId) {

    static final String PREFIX = "00000000-0000-7000-8000-";
    private static final int PAGE = 20;
    /** Of very different frequency; every one fills a page, but for the last ones in little data. */
    private static final List<Integer> WORDS = List.of(40, 90, 150, 220, 300, 400, 600, 900, 1_500, 3_000);

    private static final String NAME = "a new artifact";
    private static final String DESCRIPTION = "made under load, and of no interest to whoever searches";
    private static final List<String> TAGS = List.of("new", "load");
    private static final JsonObject METADATA = new JsonObject(Map.of("status", "s1"));

    /** The id of the artifact of that number, from 1. pgbench can compute it; it knows numbers only. */
    static UUID target(int number) {
        return UUID.fromString(PREFIX + String.format("%012d", number));
    }

    List<Workload> all(String token) {
        return List.of(get(token), list(token), search(token), post(token));
    }

    private Workload get(String token) {
        List<ByteBuffer> requests = IntStream.rangeClosed(1, targets)
                .mapToObj(number -> Workload.get(path() + "/" + target(number), token))
                .toList();
        ServerStatements statements =
                prepared(artifacts -> artifacts.get(caller, scope.tenant(), new ArtifactId(target(1))));
        String script = statements.script(
                "\\set number random(1, " + targets + ")\n",
                inside(":tenant", "'" + PREFIX + "' || lpad(:number, 12, '0')"));
        return new Workload("get", requests, 200, true, List.of(script), variables(Map.of()));
    }

    private Workload list(String token) {
        ServerStatements statements = prepared(
                artifacts -> artifacts.list(caller, scope.tenant(), ArtifactFilter.ALL, Optional.empty(), PAGE, false));
        return new Workload(
                "list",
                List.of(Workload.get(path(), token)),
                200,
                false,
                List.of(statements.script("", inside(":tenant", Integer.toString(PAGE + 1)))),
                variables(Map.of()));
    }

    private Workload search(String token) {
        ServerStatements statements = prepared(artifacts -> artifacts.list(
                caller, scope.tenant(), Filters.texts(word(0), null, null), Optional.empty(), PAGE, false));
        List<String> values = new ArrayList<>(Collections.nCopies(13, "null"));
        values.set(12, Integer.toString(PAGE + 1));
        values.add(":tenant");
        return new Workload(
                "search",
                words().mapToObj(i -> Workload.get(path() + "?q=" + word(i), token))
                        .toList(),
                200,
                true,
                words().mapToObj(i -> {
                            values.set(0, ":word" + i);
                            return statements.script("", inside(values.toArray(String[]::new)));
                        })
                        .toList(),
                variables(words().boxed().collect(Collectors.toMap(i -> "word" + i, this::word))));
    }

    private Workload post(String token) {
        ArtifactContent content = ArtifactContent.of(NAME, DESCRIPTION, TAGS, METADATA);
        ServerStatements statements =
                prepared(artifacts -> artifacts.create(caller, scope.tenant(), content, Optional.empty()));
        JsonObject body = new JsonObject(
                Map.of("name", NAME, "description", DESCRIPTION, "tags", TAGS, "metadata", METADATA.members()));
        String script = statements.script(
                "", inside(":tenant", newId, ":name", ":description", ":tags", ":metadata", ":user", ":now", ":now"));
        return new Workload(
                "post",
                List.of(Workload.post(path(), token, body.toJson())),
                201,
                false,
                List.of(script),
                variables(Map.of(
                        "name",
                        NAME,
                        "description",
                        DESCRIPTION,
                        "tags",
                        "{" + String.join(",", TAGS) + "}",
                        "metadata",
                        METADATA.toJson(),
                        "now",
                        Instant.now().toString())));
    }

    private ServerStatements prepared(Consumer<Artifacts> request) {
        return ServerStatements.of(app, key, scope, request);
    }

    private static IntStream words() {
        return IntStream.range(0, WORDS.size());
    }

    private String word(int index) {
        return data.word(WORDS.get(index));
    }

    private String path() {
        return HttpApi.BASE + "/workspaces/" + scope.tenant() + "/artifacts";
    }

    /** The values that open the context and ask for the caller's standing, and then those of the statement itself. */
    private static List<String> inside(String... values) {
        List<String> all = new ArrayList<>(List.of(":seal", ":session"));
        all.addAll(List.of(values));
        return all;
    }

    private Map<String, String> variables(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(more);
        all.put("tenant", scope.tenant().toString());
        all.put("user", scope.actor().toString());
        all.put("seal", key.seal(scope, Instant.now().plus(Duration.ofDays(1))));
        all.put("session", caller.session().toString());
        return all;
    }
}
