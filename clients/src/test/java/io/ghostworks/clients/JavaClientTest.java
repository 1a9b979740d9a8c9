package io.ghostworks.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ghostworks.clients.generated.ApiClient;
import io.ghostworks.clients.generated.ApiException;
import io.ghostworks.clients.generated.ApiResponse;
import io.ghostworks.clients.generated.api.AccountsApi;
import io.ghostworks.clients.generated.api.ArtifactsApi;
import io.ghostworks.clients.generated.api.MembersApi;
import io.ghostworks.clients.generated.api.WorkspacesApi;
import io.ghostworks.clients.generated.model.Artifact;
import io.ghostworks.clients.generated.model.ArtifactContent;
import io.ghostworks.clients.generated.model.ArtifactPage;
import io.ghostworks.clients.generated.model.ArtifactPatch;
import io.ghostworks.clients.generated.model.Credentials;
import io.ghostworks.clients.generated.model.Member;
import io.ghostworks.clients.generated.model.NewWorkspace;
import io.ghostworks.clients.generated.model.Problem;
import io.ghostworks.clients.generated.model.Registration;
import io.ghostworks.clients.generated.model.Tokens;
import io.ghostworks.clients.generated.model.User;
import io.ghostworks.clients.generated.model.VerificationToken;
import io.ghostworks.clients.generated.model.Workspace;
import io.ghostworks.clients.generated.model.WorkspaceChange;
import java.io.File;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stranger's program: the Java client that openapi-generator writes with its defaults, from registering to patching. */
@ExtendWith(DemoExtension.class)
class JavaClientTest {

    private static final String PASSWORD = "a good password";

    private final DemoServer server;
    private final ApiClient client = new ApiClient();
    private final ObjectMapper mapper = client.getObjectMapper();
    private final AccountsApi accounts;
    private final WorkspacesApi workspaces;
    private final MembersApi members;
    private final ArtifactsApi artifacts;
    private String token = "";
    private User user = new User();
    private UUID workspace = new UUID(0, 0);

    JavaClientTest(DemoServer server) {
        this.server = server;
        // The API classes read both when they are made.
        client.updateBaseUri(server.uri().toString());
        client.setRequestInterceptor(request -> {
            if (!token.isEmpty()) {
                request.setHeader("Authorization", "Bearer " + token);
            }
        });
        accounts = new AccountsApi(client);
        workspaces = new WorkspacesApi(client);
        members = new MembersApi(client);
        artifacts = new ArtifactsApi(client);
    }

    @BeforeEach
    void registerLogInAndMakeAWorkspace() throws ApiException {
        String email = "java-" + UUID.randomUUID() + "@example.com";
        user = accounts.register(
                new Registration().email(email).password(PASSWORD).firstName("Ada"));
        Tokens tokens = accounts.logIn(new Credentials().email(email).password(PASSWORD));
        token = tokens.getAccessToken();
        workspace = workspaces
                .createWorkspace(new NewWorkspace().name("Acme").settings(Map.of("colour", "teal")))
                .getId();
    }

    @Test
    void readsWhatItWrote() throws Exception {
        assertThat(user.getFirstName()).isEqualTo("Ada");
        assertThat(user.getLastName()).isNull();
        assertThat(user.getIsVerified()).isFalse();
        accounts.verifyEmail(new VerificationToken().token(server.mailed(user.getEmail())));
        assertThat(accounts.me().getIsVerified()).isTrue();
        assertThat(accounts.me().getWorkspaces())
                .extracting(mine -> mine.getId())
                .containsExactly(workspace);

        Artifact made = artifacts.createArtifact(workspace, content(), null);
        Artifact found = artifacts.getArtifact(workspace, made.getId(), null, null);

        assertThat(found).isEqualTo(made);
        assertThat(found.getTags()).containsExactly("draft", "design");
        assertThat(found.getMetadata()).isEqualTo(Map.of("pages", 12, "more", Map.of("language", "en")));
        assertThat(found.getCreatedBy()).isEqualTo(user.getId());
        assertThat(found.getCreatedAt().getOffset()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void listsWithFiltersOfEveryType() throws ApiException {
        Artifact made = artifacts.createArtifact(workspace, content(), null);
        artifacts.createArtifact(workspace, new ArtifactContent().name("Another"), null);
        OffsetDateTime before = made.getCreatedAt().minusHours(1).withOffsetSameInstant(ZoneOffset.ofHours(2));

        ArtifactPage page = artifacts.listArtifacts(
                workspace,
                "kitchen",
                "floor",
                null,
                List.of("draft", "design"),
                List.of("draft", "final"),
                null,
                user.getId(),
                before,
                made.getCreatedAt().plusHours(1),
                1,
                null,
                true);

        assertThat(page.getItems()).containsExactly(made);
        assertThat(page.getTotal()).isEqualTo(1);
        assertThat(page.getNextCursor()).isNull();
    }

    @Test
    void leavesAloneWhatAPatchDoesNotName() throws ApiException {
        Artifact made = artifacts.createArtifact(workspace, content(), null);

        Artifact patched =
                artifacts.changeArtifact(workspace, made.getId(), new ArtifactPatch().name("New name"), null, null);

        assertThat(patched.getName()).isEqualTo("New name");
        assertThat(patched.getTags()).isEqualTo(made.getTags());
        assertThat(patched.getMetadata()).isEqualTo(made.getMetadata());
        assertThat(patched.getDescription()).isEqualTo(made.getDescription());

        Workspace renamed = workspaces.changeWorkspace(workspace, new WorkspaceChange().name("Acme 2"));
        assertThat(renamed.getSettings()).isEqualTo(Map.of("colour", "teal"));
    }

    @Test
    void removesWhatAPatchSetsToNull() throws ApiException {
        Artifact made = artifacts.createArtifact(workspace, content(), null);

        Artifact patched = artifacts.changeArtifact(
                workspace, made.getId(), new ArtifactPatch().description(null).tags(null), null, null);

        assertThat(patched.getDescription()).isNull();
        assertThat(patched.getTags()).isEmpty();
        assertThat(patched.getMetadata()).isEqualTo(made.getMetadata());
    }

    @Test
    void learnsThatSomebodyElseWasFaster() throws Exception {
        ApiResponse<Artifact> made = artifacts.createArtifactWithHttpInfo(workspace, content(), null);
        UUID id = made.getData().getId();
        String version = Objects.requireNonNull(made.getHeaders().get("etag")).getFirst();
        artifacts.changeArtifact(workspace, id, new ArtifactPatch().name("Faster"), version, null);

        ApiException refused = refusal(() -> artifacts.deleteArtifact(workspace, id, version, null));

        assertThat(refused.getCode()).isEqualTo(412);
        assertThat(problem(refused).getCode()).isEqualTo("version_mismatch");
        assertThat(artifacts.getArtifact(workspace, id, null, null).getName()).isEqualTo("Faster");
    }

    @Test
    void readsAnErrorAndWhatItNames() throws Exception {
        ApiException refused =
                refusal(() -> artifacts.createArtifact(workspace, content().name("x".repeat(256)), null));

        Problem problem = problem(refused);
        assertThat(refused.getCode()).isEqualTo(422);
        assertThat(problem.getStatus()).isEqualTo(422);
        assertThat(problem.getCode()).isEqualTo("invalid");
        assertThat(problem.getErrors()).extracting(error -> error.getField()).containsExactly("name");
        assertThat(refused.getResponseHeaders().firstValue("X-Request-Id")).contains(problem.getRequestId());

        ApiException unknown = refusal(() -> artifacts.getArtifact(workspace, UUID.randomUUID(), null, null));
        assertThat(problem(unknown).getCode()).isEqualTo("not_found");
    }

    @Test
    void takesAnExportHomeAsAFile() throws Exception {
        artifacts.createArtifact(workspace, content(), null);
        File exported = artifacts.exportArtifacts(workspace);
        try {
            assertThat(Files.readAllLines(exported.toPath()))
                    .singleElement()
                    .asString()
                    .contains("Floor plan");
        } finally {
            Files.delete(exported.toPath());
        }
    }

    @Test
    void goesOnWithFieldsAndValuesThatItDoesNotKnow() throws Exception {
        String listed = mapper.writeValueAsString(
                members.listMembers(workspace).getItems().getFirst());
        Member member = mapper.readValue(
                listed.replaceFirst("\\{", "{\"pronouns\":\"she\",").replace("\"owner\"", "\"auditor\""), Member.class);
        assertThat(member.getUserId()).isEqualTo(user.getId());
        assertThat(member.getRole()).isEqualTo("auditor");

        Problem problem = mapper.readValue(
                "{\"type\":\"urn:ghostworks:problem:teapot\",\"title\":\"Teapot\",\"status\":418,\"code\":\"teapot\","
                        + "\"detail\":\"Short and stout.\",\"request_id\":\"1\",\"handle\":\"here\"}",
                Problem.class);
        assertThat(problem.getCode()).isEqualTo("teapot");
    }

    private static ArtifactContent content() {
        return new ArtifactContent()
                .name("Floor plan: school kitchen")
                .description("Second draft.")
                .tags(List.of("draft", "design"))
                .metadata(Map.of("pages", 12, "more", Map.of("language", "en")));
    }

    private static ApiException refusal(ThrowingCallable call) {
        return catchThrowableOfType(ApiException.class, call);
    }

    private Problem problem(ApiException refused) throws Exception {
        return mapper.readValue(refused.getResponseBody(), Problem.class);
    }
}
