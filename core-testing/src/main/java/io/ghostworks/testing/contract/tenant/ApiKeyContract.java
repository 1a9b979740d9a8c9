package io.ghostworks.testing.contract.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.ApiKeyToken;
import io.ghostworks.account.Caller;
import io.ghostworks.account.SessionId;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Standing;
import io.ghostworks.tenant.ApiKey;
import io.ghostworks.tenant.ApiKeyDraft;
import io.ghostworks.tenant.ApiKeyIssuer;
import io.ghostworks.tenant.ApiKeyStore;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an {@link ApiKeyIssuer}, an {@link ApiKeyStore} and a tenancy that asks for keys must do together. */
public interface ApiKeyContract extends Contract {

    @Test
    default void makesAKeyThatIsInForceAtOnce() {
        Room room = world().room();
        ApiKeyToken token = token();

        ApiKey key = issue(room, Role.ADMIN, token);

        assertThat(key.id()).isEqualTo(token.id());
        assertThat(key.prefix()).isEqualTo(ApiKeyToken.prefix(token.id()));
        assertThat(key.role()).isEqualTo(Role.ADMIN);
        assertThat(key.createdBy()).contains(room.owner().id());
        assertThat(key.lastUsedAt()).isEmpty();
        assertThat(list(room)).containsExactly(key);
        assertThat(room.<ApiKey>read(stores -> stores.apiKeys().get(key.id()))).isEqualTo(key);
        assertThat(standing(room, token.caller())).isEqualTo(new Standing(true, Optional.of(Role.ADMIN), true));
    }

    @Test
    default void keepsTheTimeAtWhichAKeyExpires() {
        Room room = world().room();
        Instant end = Instant.parse("2100-02-03T04:05:06.123456789Z");

        ApiKey key = issue(room, new ApiKeyDraft("key", Role.MEMBER, Optional.of(end)), token());

        assertThat(key.expiresAt()).contains(Instant.parse("2100-02-03T04:05:06.123456Z"));
        assertThat(list(room)).containsExactly(key);
    }

    @Test
    default void listsKeysByTheTimeTheyWereMade() {
        Room room = world().room();
        List<ApiKey> made = new ArrayList<>();
        for (Role role : Role.values()) {
            made.add(issue(room, role, token()));
        }

        assertThat(list(room)).containsExactlyElementsOf(made);
    }

    @Test
    default void opensNoOtherTenant() {
        Room room = world().room();
        Room other = world().room();
        ApiKeyToken token = token();
        issue(room, Role.OWNER, token);

        assertThat(standing(other, token.caller())).isEqualTo(new Standing(true, Optional.empty(), true));
        assertThat(standing(world().nowhere(), token.caller())).isEqualTo(new Standing(true, Optional.empty(), false));
        assertThat(list(other)).isEmpty();
        assertThatThrownBy(() -> other.read(stores -> stores.apiKeys().get(token.id())))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> revoke(other, token.id())).isInstanceOf(NotFound.class);
        assertThat(standing(room, token.caller()).role()).contains(Role.OWNER);
    }

    @Test
    default void opensNothingWithAnotherSecretOrAnotherId() {
        Room room = world().room();
        ApiKeyToken token = token();
        issue(room, Role.OWNER, token);

        for (Caller.ApiKey wrong : List.of(
                new Caller.ApiKey(token.id(), token().hash()),
                new Caller.ApiKey(new ApiKeyId(UUID.randomUUID()), token.hash()),
                new Caller.ApiKey(new ApiKeyId(room.owner().id().value()), token.hash()))) {
            assertThat(standing(room, wrong)).isEqualTo(new Standing(false, Optional.empty(), true));
        }
    }

    @Test
    default void opensNothingOnceItHasExpired() {
        Room room = world().room();
        ApiKeyToken token = token();
        issue(room, new ApiKeyDraft("key", Role.MEMBER, Optional.of(World.THEN)), token);

        assertThat(standing(room, token.caller())).isEqualTo(new Standing(false, Optional.empty(), true));
        assertThat(list(room)).hasSize(1);
    }

    @Test
    default void opensNothingOnceItIsRevoked() {
        Room room = world().room();
        ApiKeyToken token = token();
        issue(room, Role.MEMBER, token);

        revoke(room, token.id());

        assertThat(standing(room, token.caller())).isEqualTo(new Standing(false, Optional.empty(), true));
        assertThat(list(room)).isEmpty();
        assertThatThrownBy(() -> revoke(room, token.id())).isInstanceOf(NotFound.class);
    }

    @Test
    default void staysInForceWhenWhoeverMadeItHasLeft() {
        Room room = world().room();
        User admin = world().user();
        room.join(admin, Role.ADMIN);
        ApiKeyToken token = token();
        issue(new Room(ports(), room.tenant(), admin), Role.ADMIN, token);

        room.run(stores -> stores.members().remove(admin.id()));

        assertThat(standing(room, token.caller()).role()).contains(Role.ADMIN);
        assertThat(list(room)).extracting(ApiKey::createdBy).containsExactly(Optional.of(admin.id()));
    }

    @Test
    default void letsAdminsMakeAllKeysButThoseOfOwnersAndMembersNone() {
        Room room = world().room();
        Room admins = as(room, Role.ADMIN);
        Room members = as(room, Role.MEMBER);

        assertThatThrownBy(() -> issue(admins, Role.OWNER, token())).isInstanceOf(Forbidden.class);
        for (Role role : Role.values()) {
            assertThatThrownBy(() -> issue(members, role, token())).isInstanceOf(Forbidden.class);
        }
        ApiKeyToken token = token();
        issue(admins, Role.MEMBER, token);
        assertThatThrownBy(() -> revoke(members, token.id())).isInstanceOf(Forbidden.class);
        assertThat(list(room)).hasSize(1);
    }

    @Test
    default void letsAnyAdminStopAKey() {
        Room room = world().room();
        ApiKeyToken token = token();
        issue(room, Role.OWNER, token);

        revoke(as(room, Role.ADMIN), token.id());

        assertThat(list(room)).isEmpty();
    }

    @Test
    default void makesNoKeyForWhoeverIsNoActiveMemberOrNotSignedIn() {
        Room room = world().room();
        Room stranger = new Room(ports(), room.tenant(), world().user());
        Caller.Session closed = new Caller.Session(room.owner().id(), new SessionId(UUID.randomUUID()));
        Caller.Session anothers = new Caller.Session(
                room.owner().id(), world().logIn(stranger.owner().id()).session());

        assertThatThrownBy(() -> issue(stranger, Role.MEMBER, token())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> issue(world().nowhere(), Role.MEMBER, token())).isInstanceOf(NotFound.class);
        for (Caller.Session wrong : List.of(closed, anothers)) {
            ApiKeyToken token = token();
            assertThatThrownBy(() ->
                            ports().apiKeys().issue(wrong, room.tenant(), token.id(), draft(Role.MEMBER), token.hash()))
                    .isInstanceOf(Unauthenticated.class);
        }
        assertThat(list(room)).isEmpty();
    }

    @Test
    default void makesNoKeyOfATenantThatIsSwitchedOff() {
        Room room = world().room();
        ApiKeyToken token = token();
        issue(room, Role.MEMBER, token);
        room.run(stores -> stores.tenant()
                .update(new TenantChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false))));

        assertThatThrownBy(() -> issue(room, Role.MEMBER, token())).isInstanceOf(NotFound.class);
        assertThat(standing(room, token.caller())).isEqualTo(new Standing(true, Optional.of(Role.MEMBER), false));
    }

    @Test
    default void makesNoMoreThanAHundredKeysAndNoneTwice() {
        Room room = world().room();
        ApiKeyToken first = token();
        issue(room, Role.MEMBER, first);
        assertThatThrownBy(() -> issue(room, Role.MEMBER, first)).isInstanceOf(Conflict.class);
        for (int i = 1; i < ApiKeyStore.MOST; i++) {
            issue(room, Role.MEMBER, token());
        }

        assertThatThrownBy(() -> issue(room, Role.MEMBER, token())).isInstanceOf(Conflict.class);
        assertThat(list(room)).hasSize(ApiKeyStore.MOST);
    }

    @Test
    default void notesWhenAKeyWasUsedAndNothingForOneThatIsNotInForce() {
        Room room = world().room();
        Room other = world().room();
        ApiKeyToken token = token();
        ApiKeyToken expired = token();
        issue(room, Role.MEMBER, token);
        issue(room, new ApiKeyDraft("key", Role.MEMBER, Optional.of(World.THEN)), expired);

        ports().apiKeys().noteUse(other.tenant(), token.caller());
        ports().apiKeys().noteUse(room.tenant(), new Caller.ApiKey(token.id(), expired.hash()));
        ports().apiKeys().noteUse(room.tenant(), expired.caller());
        assertThat(list(room)).allMatch(key -> key.lastUsedAt().isEmpty());

        ports().apiKeys().noteUse(room.tenant(), token.caller());
        Optional<Instant> noted = lastUse(room, token);
        ports().apiKeys().noteUse(room.tenant(), token.caller());

        assertThat(noted).isPresent();
        assertThat(lastUse(room, token)).isEqualTo(noted);
    }

    @Test
    default void namesTheKeyAsTheAuthorOfWhatItMakes() {
        Room room = world().room();
        ApiKeyToken token = token();
        issue(room, Role.MEMBER, token);
        UserId author = token.caller().user();
        Artifact artifact =
                Artifact.first(new ArtifactId(UUID.randomUUID()), Room.named("made by a key"), author, World.THEN);

        ports().tenancy().write(new Scope(room.tenant(), author), new Asking(token.caller()), stores -> {
            stores.artifacts().create(artifact);
            return artifact;
        });

        assertThat(room.find(artifact.id()).flatMap(Artifact::createdBy)).contains(author);
    }

    @Test
    default void hasAKeyDecideNothingAboutPeople() {
        Room room = world().room();
        User member = world().user();
        room.join(member, Role.MEMBER);
        ApiKeyToken token = token();
        issue(room, Role.OWNER, token);
        Room program = new Room(ports(), room.tenant(), asUser(token));

        assertThat(program.members()).extracting(Member::user).contains(member.id());
        assertThatThrownBy(() -> program.join(world().user(), Role.MEMBER)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> program.run(stores -> stores.members().remove(member.id())))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> program.run(stores -> stores.tenant().delete()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> revoke(program, token.id())).isInstanceOf(NotFound.class);
        assertThat(room.member(member)).isPresent();
    }

    private static User asUser(ApiKeyToken token) {
        User nobody = World.stranger();
        return new User(
                token.caller().user(),
                nobody.email(),
                nobody.firstName(),
                nobody.lastName(),
                false,
                true,
                nobody.createdAt(),
                nobody.updatedAt());
    }

    private static ApiKeyToken token() {
        return ApiKeyToken.random(new ApiKeyId(UUID.randomUUID()), new SecureRandom());
    }

    private static ApiKeyDraft draft(Role role) {
        return new ApiKeyDraft("key", role, Optional.empty());
    }

    private ApiKey issue(Room room, Role role, ApiKeyToken token) {
        return issue(room, draft(role), token);
    }

    private ApiKey issue(Room room, ApiKeyDraft draft, ApiKeyToken token) {
        Caller.Session caller = world().logIn(room.owner().id());
        return ports().apiKeys().issue(caller, room.tenant(), token.id(), draft, token.hash());
    }

    private static void revoke(Room room, ApiKeyId id) {
        room.run(stores -> stores.apiKeys().revoke(id));
    }

    private static List<ApiKey> list(Room room) {
        return room.read(stores -> stores.apiKeys().list());
    }

    private static Optional<Instant> lastUse(Room room, ApiKeyToken token) {
        return room.<ApiKey>read(stores -> stores.apiKeys().get(token.id())).lastUsedAt();
    }

    private Room as(Room room, Role role) {
        User user = world().user();
        room.join(user, role);
        return new Room(ports(), room.tenant(), user);
    }

    private Standing standing(Room room, Caller.ApiKey caller) {
        return standing(room.tenant(), caller);
    }

    private Standing standing(TenantId tenant, Caller.ApiKey caller) {
        Asking asking = new Asking(caller);
        ports().tenancy().read(new Scope(tenant, caller.user()), asking, stores -> Boolean.TRUE);
        return asking.heard.getFirst();
    }

    /** Admits everybody, and keeps what it was told. */
    record Asking(Caller caller, List<Standing> heard) implements Admission {

        Asking(Caller caller) {
            this(caller, new ArrayList<>());
        }

        @Override
        public void admit(Standing standing) {
            heard.add(standing);
        }
    }
}
