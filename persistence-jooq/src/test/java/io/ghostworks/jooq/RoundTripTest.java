package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.ApiKeyToken;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.SessionOpening;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.RoundTrips;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.NotFound;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Standing;
import io.ghostworks.tenant.ApiKeyDraft;
import io.ghostworks.tenant.Role;
import io.ghostworks.testing.contract.Ports;
import io.ghostworks.testing.contract.World;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Counts what goes over the wire. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripTest {

    private final RoundTrips wire;
    private final Database adapter;
    private final Scope scope;
    private final Caller.Session caller;
    private final Email email;
    private final ArtifactId id = new ArtifactId(UUID.randomUUID());

    RoundTripTest(TestDatabase database) throws IOException {
        URI server = URI.create(database.app().jdbcUrl().substring("jdbc:".length()));
        wire = new RoundTrips(server.getHost(), server.getPort());
        String url =
                "jdbc:postgresql://localhost:" + wire.port() + server.getPath() + "?sslmode=disable&gssEncMode=disable";
        adapter = Database.open(
                TestPorts.settings(database, url).withPool(1, 0, Duration.ofSeconds(10)), TestPorts.key(database));
        Ports ports = TestPorts.of(adapter, database);
        var owner = new World(ports).user();
        caller = new World(ports).logIn(owner.id());
        email = owner.email();
        scope = new Scope(new World(ports).room(owner).tenant(), owner.id());
        create(id);
    }

    @BeforeEach
    void forgetWhatWentBefore() {
        // Also keeps Hikari from asking whether the connection is alive, which it does after half a second's rest.
        adapter.tenancy().read(scope, stores -> stores.artifacts().find(id));
        adapter.accounts().findCredentials(email);
        wire.take();
    }

    @AfterAll
    void close() {
        adapter.close();
        wire.close();
    }

    @Test
    void readsInOneRoundTrip() {
        adapter.tenancy().read(scope, stores -> stores.artifacts().get(id));

        assertThat(wire.take()).isEqualTo(1);
    }

    @Test
    void readsInOneRoundTripAlsoOnceTheServerHasPreparedTheStatement() {
        for (int repeat = 0; repeat < 20; repeat++) {
            adapter.tenancy().read(scope, stores -> stores.artifacts().get(id));
            adapter.tenancy().read(scope, stores -> stores.artifacts().list(tagged("a"), Optional.empty(), 5));
        }

        assertThat(wire.take()).isEqualTo(40);
    }

    @Test
    void asksForAdmissionInTheRoundTripOfTheRead() {
        adapter.tenancy().read(scope, admitting(), stores -> stores.artifacts().get(id));

        assertThat(wire.take()).isEqualTo(1);
    }

    @Test
    void asksForAnApiKeyInTheRoundTripOfTheRead() {
        ApiKeyToken token = ApiKeyToken.random(new ApiKeyId(UUID.randomUUID()), new SecureRandom());
        ApiKeyDraft draft = new ApiKeyDraft("key", Role.MEMBER, Optional.empty());
        adapter.apiKeys().issue(caller, scope.tenant(), token.id(), draft, token.hash());
        assertThat(wire.take()).as("making it").isEqualTo(1);
        Scope program = new Scope(scope.tenant(), token.caller().user());
        Admission admission = new Asking(token.caller(), true);

        for (int repeat = 0; repeat < 20; repeat++) {
            adapter.tenancy()
                    .read(program, admission, stores -> stores.artifacts().get(id));
        }

        assertThat(wire.take()).isEqualTo(20);
    }

    @Test
    void refusesAdmissionInTheRoundTripOfTheRead() {
        assertThatThrownBy(() -> adapter.tenancy()
                        .read(scope, refusing(), stores -> stores.artifacts().get(id)))
                .isInstanceOf(NotFound.class);

        assertThat(wire.take()).isEqualTo(1);
    }

    @Test
    void asksNothingForAReadWithoutStatements() {
        adapter.tenancy().read(scope, stores -> "nothing");

        assertThat(wire.take()).isZero();
    }

    @Test
    void asksNothingForAWriteWithoutStatements() {
        adapter.tenancy().write(scope, stores -> "nothing");

        assertThat(wire.take()).isZero();
    }

    @Test
    void writesInOneRoundTripMoreThanItsStatements() {
        adapter.tenancy().write(scope, stores -> {
            stores.artifacts().lock(id);
            return stores.artifacts().replace(id, content());
        });

        assertThat(wire.take()).isEqualTo(3);
    }

    @Test
    void writesWithAdmissionInTwoRoundTripsMoreThanItsStatements() {
        adapter.tenancy().write(scope, admitting(), stores -> {
            stores.artifacts().lock(id);
            return stores.artifacts().replace(id, content());
        });

        assertThat(wire.take()).isEqualTo(4);
    }

    @Test
    void readsOwnTablesInOneRoundTrip() {
        for (int repeat = 0; repeat < 10; repeat++) {
            adapter.tables()
                    .read(
                            scope,
                            dsl -> dsl.fetch(
                                    "select count(*) from ghostworks.artifacts where tags @> {0}::text[]",
                                    DSL.val(new String[] {"a"})));
        }

        assertThat(wire.take()).isEqualTo(10);
    }

    @Test
    void signsInWithOneRoundTripAStatement() {
        RefreshToken first = World.refreshToken();
        RefreshToken next = World.refreshToken();
        Caller.Session another = new Caller.Session(caller.user(), new SessionId(UUID.randomUUID()));

        adapter.accounts().findCredentials(email);
        assertThat(wire.take()).as("the credentials").isEqualTo(1);
        adapter.accounts()
                .openSession(
                        new SessionOpening(another, World.HASH, Optional.empty(), first.hash()), Duration.ofDays(1));
        assertThat(wire.take()).as("a session").isEqualTo(1);
        assertThat(adapter.accounts().rotate(first.hash(), next.hash(), Duration.ofDays(1)))
                .isPresent();
        assertThat(wire.take()).as("a refresh").isEqualTo(1);
        assertThat(adapter.accounts().findUser(another)).isPresent();
        assertThat(wire.take()).as("who is signed in").isEqualTo(1);
        assertThat(adapter.accounts().listSessions(another)).isNotEmpty();
        assertThat(wire.take()).as("the sessions").isEqualTo(1);
        adapter.accounts().closeSession(next.hash());
        assertThat(wire.take()).as("logging out").isEqualTo(1);
    }

    private void create(ArtifactId artifact) {
        adapter.tenancy().write(scope, stores -> {
            stores.artifacts().create(Artifact.first(artifact, content(), scope.actor(), World.THEN));
            return artifact;
        });
    }

    private Admission admitting() {
        return new Asking(caller, true);
    }

    private Admission refusing() {
        return new Asking(caller, false);
    }

    private static ArtifactContent content() {
        return ArtifactContent.of("a name", null, List.of("a"), null);
    }

    private static ArtifactFilter tagged(String tag) {
        ArtifactFilter all = ArtifactFilter.ALL;
        return new ArtifactFilter(
                all.query(),
                all.namePart(),
                all.similarName(),
                List.of(tag),
                all.anyTags(),
                all.metadata(),
                all.createdBy(),
                all.createdAfter(),
                all.createdBefore());
    }

    private record Asking(Caller caller, boolean admits) implements Admission {

        @Override
        public void admit(Standing standing) {
            assertThat(standing.signedIn()).isTrue();
            if (!admits) {
                throw new NotFound("workspace");
            }
        }
    }
}
