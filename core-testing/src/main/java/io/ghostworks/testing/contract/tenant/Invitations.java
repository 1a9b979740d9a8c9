package io.ghostworks.testing.contract.tenant;

import io.ghostworks.account.Email;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.mail.Letter;
import io.ghostworks.tenant.Invitation;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.Role;
import io.ghostworks.testing.contract.Ports;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.account.Letters;
import java.util.List;
import java.util.UUID;

/** Steps of the contracts that invite, by the owner of a room. */
final class Invitations {

    private Invitations() {}

    static Invitation invite(Room room, Email email, Role role) {
        return room.write(stores -> stores.invitations().invite(new InvitationId(UUID.randomUUID()), email, role));
    }

    static List<Invitation> list(Room room) {
        return room.read(stores -> stores.invitations().list());
    }

    static void resend(Room room, InvitationId id) {
        room.run(stores -> stores.invitations().resend(id));
    }

    static void revoke(Room room, InvitationId id) {
        room.run(stores -> stores.invitations().revoke(id));
    }

    /** What was mailed to whoever reads that email. */
    static OneTimeToken mailed(Room room, Email email, Role role, Ports ports) {
        invite(room, email, role);
        return letter(email, ports).token();
    }

    static Letter.Invitation letter(Email email, Ports ports) {
        return Letters.only(Letter.Invitation.class, email, ports.outbox());
    }
}
