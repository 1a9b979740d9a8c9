package io.ghostworks.testing.contract.tenant;

import static io.ghostworks.testing.contract.tenant.Invitations.invite;
import static io.ghostworks.testing.contract.tenant.Invitations.list;
import static io.ghostworks.testing.contract.tenant.Invitations.resend;
import static io.ghostworks.testing.contract.tenant.Invitations.revoke;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.Email;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.account.User;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.NotFound;
import io.ghostworks.mail.Letter;
import io.ghostworks.tenant.AcceptanceStore;
import io.ghostworks.tenant.Invitation;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.InvitationStore;
import io.ghostworks.tenant.Role;
import io.ghostworks.testing.contract.Contract;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import io.ghostworks.testing.contract.account.Letters;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an {@link InvitationStore} must do for those who invite. */
public interface InvitingContract extends Contract {

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

    /** The same tenant as somebody else has it. */
    private Room as(Room room, Role role) {
        User user = world().user();
        room.join(user, role);
        return new Room(ports(), room.tenant(), user);
    }

    private Letter.Invitation letter(Email email) {
        return Invitations.letter(email, ports());
    }
}
