package io.ghostworks.testing.contract.tenant;

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
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.mail.Letter;
import io.ghostworks.tenant.AcceptanceStore;
import io.ghostworks.tenant.Invitation;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.InvitationStore;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What an {@link InvitationStore} and an {@link AcceptanceStore} must do together. */
public interface InvitationContract extends Contract {

    @Test
    default void invitesAnEmailAndWritesToIt() {
        Room room = world().room();
        Email email = World.email();

        Invitation invitation = invite(room, email, Role.ADMIN);

        assertThat(invitation.email()).isEqualTo(email);
        assertThat(invitation.role()).isEqualTo(Role.ADMIN);
        assertThat(invitation.invitedBy()).contains(room.owner().id());
        assertThat(Duration.between(invitation.createdAt(), invitation.expiresAt()))
                .isEqualTo(Duration.ofDays(7));
        assertThat(list(room)).containsExactly(invitation);
        Letter.Invitation letter = letter(email);
        assertThat(letter.workspace()).isEqualTo("room");
        assertThat(letter.inviter()).contains("Ada");
        assertThat(letter.role()).isEqualTo(Role.ADMIN);
        assertThat(letter.lifetime()).isBetween(Duration.ofDays(6), Duration.ofDays(7));
    }

    @Test
    default void invitesWhoeverHasAnAccountLikeAnybodyElse() {
        Room room = world().room();
        User user = world().user();
        Letters.to(user.email(), ports().outbox());

        Invitation known = invite(room, user.email(), Role.MEMBER);
        Invitation unknown = invite(room, World.email(), Role.MEMBER);

        assertThat(list(room)).containsExactly(known, unknown);
        assertThat(room.member(user)).isEmpty();
        assertThat(letter(user.email()).to()).isEqualTo(user.email());
    }

    @Test
    default void refusesAnEmailOfAMemberOrOneThatIsInvited() {
        Room room = world().room();
        User user = world().user();
        room.join(user, Role.MEMBER);
        Email email = World.email();
        invite(room, email, Role.MEMBER);

        assertThatThrownBy(() -> invite(room, user.email(), Role.ADMIN)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> invite(room, email, Role.ADMIN)).isInstanceOf(Conflict.class);
        assertThat(list(room)).hasSize(1);
        assertThat(invite(world().room(), email, Role.MEMBER).email()).isEqualTo(email);
    }

    @Test
    default void letsAdminsInviteAllButOwnersAndMembersNobody() {
        Room room = world().room();
        Room admins = as(room, Role.ADMIN);
        Room members = as(room, Role.MEMBER);
        Invitation ofOwner = invite(room, World.email(), Role.OWNER);
        Invitation ofMember = invite(admins, World.email(), Role.MEMBER);

        assertThatThrownBy(() -> invite(admins, World.email(), Role.OWNER)).isInstanceOf(Forbidden.class);
        for (Role role : Role.values()) {
            assertThatThrownBy(() -> invite(members, World.email(), role)).isInstanceOf(Forbidden.class);
        }
        for (Invitation invitation : List.of(ofOwner, ofMember)) {
            assertThatThrownBy(() -> resend(members, invitation.id())).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> revoke(members, invitation.id())).isInstanceOf(Forbidden.class);
        }
        assertThatThrownBy(() -> resend(admins, ofOwner.id())).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> revoke(admins, ofOwner.id())).isInstanceOf(Forbidden.class);
        revoke(admins, ofMember.id());
        assertThat(list(room)).containsExactly(ofOwner);
    }

    @Test
    default void invitesForNobodyWhoIsNoActiveMember() {
        Room room = world().room();
        Room stranger = new Room(ports(), room.tenant(), world().user());
        InvitationId id = invite(room, World.email(), Role.MEMBER).id();

        assertThatThrownBy(() -> invite(stranger, World.email(), Role.MEMBER)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> revoke(stranger, id)).isInstanceOf(NotFound.class);
        assertThat(list(room)).hasSize(1);
    }

    @Test
    default void showsOnlyTheInvitationsOfItsOwnTenant() {
        Room room = world().room();
        Room other = world().room();
        InvitationId foreign = invite(other, World.email(), Role.MEMBER).id();

        assertThat(list(room)).isEmpty();
        assertThatThrownBy(() -> resend(room, foreign)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> revoke(room, foreign)).isInstanceOf(NotFound.class);
        assertThat(list(other)).hasSize(1);
    }

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
    default void makesEveryLetterWorthlessOnceAnInvitationIsTakenBack() {
        Room room = world().room();
        User user = world().user();
        Invitation invitation = invite(room, user.email(), Role.MEMBER);
        OneTimeToken first = letter(user.email()).token();
        resend(room, invitation.id());

        revoke(room, invitation.id());

        assertThat(Letters.to(user.email(), ports().outbox())).isEmpty();
        assertThat(acceptances().mayAccept(first.hash())).isFalse();
        assertThat(acceptances().accept(world().logIn(user.id()), first.hash())).isEmpty();
        assertThatThrownBy(() -> revoke(room, invitation.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> resend(room, invitation.id())).isInstanceOf(NotFound.class);
    }

    @Test
    default void sendsALetterAgainAndLeavesTheFirstGood() {
        Room room = world().room();
        User user = world().user();
        Invitation invitation = invite(room, user.email(), Role.MEMBER);
        OneTimeToken first = letter(user.email()).token();

        resend(room, invitation.id());

        OneTimeToken second = letter(user.email()).token();
        assertThat(second).isNotEqualTo(first);
        assertThat(list(room))
                .singleElement()
                .satisfies(again -> assertThat(again.expiresAt()).isAfterOrEqualTo(invitation.expiresAt()));
        assertThat(acceptances().mayAccept(second.hash())).isTrue();
        assertThat(acceptances().accept(world().logIn(user.id()), first.hash())).isPresent();
        assertThat(acceptances().mayAccept(second.hash())).isFalse();
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

    @Test
    default void writesNothingOfAnInvitationThatIsNotCommitted() {
        Room room = world().room();
        Email email = World.email();

        assertThatThrownBy(() -> room.run(stores -> {
                    stores.invitations().invite(new InvitationId(UUID.randomUUID()), email, Role.MEMBER);
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(Letters.to(email, ports().outbox())).isEmpty();
        assertThat(list(room)).isEmpty();
    }

    @Test
    default void keepsFiveHundredInvitationsAtMost() {
        Room room = world().room();
        room.run(stores -> {
            for (int i = 0; i < InvitationStore.MOST; i++) {
                stores.invitations().invite(new InvitationId(UUID.randomUUID()), World.email(), Role.MEMBER);
            }
        });

        assertThatThrownBy(() -> invite(room, World.email(), Role.MEMBER)).isInstanceOf(Conflict.class);
        assertThat(list(room)).hasSize(InvitationStore.MOST);
    }

    private AcceptanceStore acceptances() {
        return ports().acceptances();
    }

    private static Invitation invite(Room room, Email email, Role role) {
        return room.write(stores -> stores.invitations().invite(new InvitationId(UUID.randomUUID()), email, role));
    }

    private static List<Invitation> list(Room room) {
        return room.read(stores -> stores.invitations().list());
    }

    private static void resend(Room room, InvitationId id) {
        room.run(stores -> stores.invitations().resend(id));
    }

    private static void revoke(Room room, InvitationId id) {
        room.run(stores -> stores.invitations().revoke(id));
    }

    /** The same tenant as somebody else has it. */
    private Room as(Room room, Role role) {
        User user = world().user();
        room.join(user, role);
        return new Room(ports(), room.tenant(), user);
    }

    private OneTimeToken mailed(Room room, Email email, Role role) {
        invite(room, email, role);
        return letter(email).token();
    }

    private Letter.Invitation letter(Email email) {
        return Letters.only(Letter.Invitation.class, email, ports().outbox());
    }
}
