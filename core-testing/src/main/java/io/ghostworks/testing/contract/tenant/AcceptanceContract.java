package io.ghostworks.testing.contract.tenant;

import static io.ghostworks.testing.contract.tenant.Invitations.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Credentials;
import io.ghostworks.account.Email;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.account.User;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.mail.Letter;
import io.ghostworks.tenant.AcceptanceStore;
import io.ghostworks.tenant.Joined;
import io.ghostworks.tenant.Member;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantChange;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.Together;
import io.ghostworks.testing.contract.Together.Outcome;
import io.ghostworks.testing.contract.World;
import io.ghostworks.testing.contract.account.Letters;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What an {@link AcceptanceStore} must do with the token of a letter. */
public interface AcceptanceContract extends Contract {

    @Test
    default void makesAMemberOfWhoeverAcceptsWithTheMailedToken() {
        Room room = world().room();
        User user = world().user();
        OneTimeToken token = mailed(room, user.email(), Role.ADMIN);

        Optional<Joined> joined = acceptances().accept(world().logIn(user.id()), token.hash());

        assertThat(joined).contains(new Joined(room.tenant(), "room", room.now().slug(), Role.ADMIN));
        assertThat(room.member(user)).map(Member::role).contains(Role.ADMIN);
        assertThat(room.now().memberCount()).isEqualTo(2);
        assertThat(list(room)).isEmpty();
        assertThat(ports().accounts().findUser(world().logIn(user.id())))
                .map(User::isVerified)
                .contains(true);
    }

    @Test
    default void spendsAnInvitationOnce() {
        Room room = world().room();
        User user = world().user();
        Caller.Session caller = world().logIn(user.id());
        OneTimeToken token = mailed(room, user.email(), Role.MEMBER);
        acceptances().accept(caller, token.hash());
        room.run(stores -> stores.members().remove(user.id()));

        assertThat(acceptances().accept(caller, token.hash())).isEmpty();
        assertThat(acceptances().mayAccept(token.hash())).isFalse();
        assertThat(room.member(user)).isEmpty();
    }

    @Test
    default void admitsTheInvitedAddressAlone() {
        Room room = world().room();
        User invited = world().user();
        User thief = world().user();
        OneTimeToken token = mailed(room, invited.email(), Role.OWNER);

        assertThat(acceptances().accept(world().logIn(thief.id()), token.hash()))
                .isEmpty();
        assertThat(acceptances()
                        .accept(world().logIn(invited.id()), Letters.token().hash()))
                .isEmpty();

        assertThat(room.members()).hasSize(1);
        assertThat(list(room)).hasSize(1);
        assertThat(acceptances().accept(world().logIn(invited.id()), token.hash()))
                .isPresent();
    }

    @Test
    default void admitsNobodyFromAClosedSession() {
        Room room = world().room();
        User user = world().user();
        RefreshToken refreshToken = World.refreshToken();
        Caller.Session caller = world().logIn(user.id(), refreshToken);
        OneTimeToken token = mailed(room, user.email(), Role.MEMBER);
        ports().accounts().closeSession(refreshToken.hash());

        assertThatThrownBy(() -> acceptances().accept(caller, token.hash())).isInstanceOf(Unauthenticated.class);
        assertThat(room.member(user)).isEmpty();
    }

    @Test
    default void takesNoTokenOfAnotherKind() {
        Room room = world().room();
        User user = world().user();
        OneTimeToken verification = Letters.only(Letter.VerifyEmail.class, user.email(), ports().outbox())
                .token();
        OneTimeToken invitation = mailed(room, user.email(), Role.MEMBER);

        assertThat(acceptances().accept(world().logIn(user.id()), verification.hash()))
                .isEmpty();
        assertThat(ports().recovery().verifyEmail(invitation.hash())).isFalse();
        assertThat(ports().recovery().resetPassword(invitation.hash(), "next")).isFalse();
    }

    @Test
    default void leavesAMemberWhatTheyAre() {
        Room room = world().room();
        User user = world().user();
        OneTimeToken token = mailed(room, user.email(), Role.ADMIN);
        room.join(user, Role.MEMBER);

        assertThat(acceptances().accept(world().logIn(user.id()), token.hash()))
                .map(Joined::role)
                .contains(Role.MEMBER);
        assertThat(room.member(user)).map(Member::role).contains(Role.MEMBER);
    }

    @Test
    default void makesAnAccountForWhoeverHasNone() {
        Room room = world().room();
        Email email = World.email();
        OneTimeToken token = mailed(room, email, Role.MEMBER);
        UserId id = new UserId(UUID.randomUUID());

        assertThat(acceptances().mayAccept(token.hash())).isTrue();
        assertThat(acceptances().acceptAnew(token.hash(), id, Optional.of("Zoë"), Optional.empty(), World.HASH))
                .map(Joined::tenant)
                .contains(room.tenant());

        assertThat(ports().accounts().findCredentials(email)).contains(new Credentials(id, World.HASH, true));
        User made = ports().accounts().findUser(world().logIn(id)).orElseThrow();
        assertThat(made.isVerified()).isTrue();
        assertThat(made.firstName()).contains("Zoë");
        assertThat(room.member(made)).map(Member::role).contains(Role.MEMBER);
        assertThat(acceptances()
                        .acceptAnew(
                                token.hash(), new UserId(UUID.randomUUID()), Optional.empty(), Optional.empty(), "h"))
                .isEmpty();
    }

    @Test
    default void makesNoSecondAccountOfAnEmail() {
        Room room = world().room();
        User user = world().user();
        OneTimeToken token = mailed(room, user.email(), Role.MEMBER);

        assertThatThrownBy(() -> acceptances()
                        .acceptAnew(
                                token.hash(),
                                new UserId(UUID.randomUUID()),
                                Optional.empty(),
                                Optional.empty(),
                                "another hash"))
                .isInstanceOf(Conflict.class);

        assertThat(room.member(user)).isEmpty();
        assertThat(ports().accounts().findCredentials(user.email()))
                .map(Credentials::passwordHash)
                .contains(World.HASH);
        assertThat(acceptances().accept(world().logIn(user.id()), token.hash())).isPresent();
    }

    @Test
    default void admitsOneOfTwoWhoAcceptAtOnce() {
        for (int round = 0; round < 5; round++) {
            Room room = world().room();
            User user = world().user();
            Caller.Session caller = world().logIn(user.id());
            OneTimeToken token = mailed(room, user.email(), Role.MEMBER);
            Callable<Boolean> accept =
                    () -> acceptances().accept(caller, token.hash()).isPresent();

            assertThat(Together.all(List.of(accept, accept)))
                    .containsExactlyInAnyOrder(new Outcome.Returned<>(true), new Outcome.Returned<>(false));
            assertThat(room.now().memberCount()).isEqualTo(2);
        }
    }

    @Test
    default void admitsNobodyIntoATenantThatIsSwitchedOffOrGone() {
        Room off = world().room();
        Room gone = world().room();
        User user = world().user();
        OneTimeToken toOff = mailed(off, user.email(), Role.MEMBER);
        OneTimeToken toGone = mailed(gone, user.email(), Role.MEMBER);
        off.run(stores -> stores.tenant()
                .update(new TenantChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false))));
        gone.run(stores -> stores.tenant().delete());

        for (OneTimeToken token : List.of(toOff, toGone)) {
            assertThat(acceptances().accept(world().logIn(user.id()), token.hash()))
                    .isEmpty();
        }
        assertThat(off.member(user)).isEmpty();
    }

    private AcceptanceStore acceptances() {
        return ports().acceptances();
    }

    private OneTimeToken mailed(Room room, Email email, Role role) {
        return Invitations.mailed(room, email, role, ports());
    }
}
