package io.ghostworks;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.Newcomer;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.account.Passwords;
import io.ghostworks.account.TokenHash;
import io.ghostworks.account.UserId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.tenancy.Tenancy;
import io.ghostworks.tenancy.TenantStores;
import io.ghostworks.tenant.AcceptanceStore;
import io.ghostworks.tenant.Invitation;
import io.ghostworks.tenant.InvitationId;
import io.ghostworks.tenant.Joined;
import io.ghostworks.tenant.Role;
import io.ghostworks.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asking people to join a workspace, and joining it. What is done in a workspace throws {@link NotFound} for anyone who is not a
 * member and {@link Forbidden} for a member whose role is too low.
 */
public final class Invitations {

    private final Tenancy tenancy;
    private final AcceptanceStore acceptances;
    private final Passwords passwords;
    private final TimeAndIds timeAndIds;
    private final Runnable mailWaits;

    /** @param mailWaits is told whenever a letter may wait to be sent; returns at once */
    public Invitations(
            Tenancy tenancy,
            AcceptanceStore acceptances,
            Passwords passwords,
            TimeAndIds timeAndIds,
            Runnable mailWaits) {
        this.tenancy = tenancy;
        this.acceptances = acceptances;
        this.passwords = passwords;
        this.timeAndIds = timeAndIds;
        this.mailWaits = mailWaits;
    }

    /** All invitations of the workspace, by the time they were made. */
    public List<Invitation> list(Caller caller, TenantId tenant) {
        return gate(caller, tenant, Action.INVITE)
                .read(stores -> stores.invitations().list());
    }

    /**
     * Invites whoever reads that email. Nobody is told whether they have an account.
     *
     * @throws Conflict if a member has the email, if it is invited already, or if there are too many
     */
    public Invitation invite(Caller caller, TenantId tenant, Email email, Role role) {
        Action action = role == Role.OWNER ? Action.GRANT_OWNER : Action.INVITE;
        Invitation invitation = gate(caller, tenant, action)
                .write(stores -> stores.invitations().invite(new InvitationId(timeAndIds.id()), email, role));
        mailWaits.run();
        return invitation;
    }

    /** Has the letter sent again, and gives the invitation seven more days. */
    public void resend(Caller caller, TenantId tenant, InvitationId id) {
        change(caller, tenant, id, stores -> stores.invitations().resend(id));
        mailWaits.run();
    }

    /** Takes an invitation back. */
    public void revoke(Caller caller, TenantId tenant, InvitationId id) {
        change(caller, tenant, id, stores -> stores.invitations().revoke(id));
    }

    /**
     * Accepts for the caller: their email must be the one that was invited.
     *
     * @throws Unauthenticated if the user is not active or the session is closed
     * @throws Invalid for field {@code token} if it is not good, or for another email
     */
    public Joined accept(Caller.Session caller, String token) {
        return acceptances.accept(caller, hash(token)).orElseThrow(Invitations::notGood);
    }

    /**
     * Makes an account of the invited email, and accepts for it.
     *
     * @throws Conflict if the email has an account: then its owner logs in, and accepts
     * @throws Invalid for field {@code token} if it is not good
     */
    public Joined accept(Newcomer newcomer, String token) {
        TokenHash hash = hash(token);
        if (!acceptances.mayAccept(hash)) {
            throw notGood();
        }
        Optional<Joined> joined = acceptances.acceptAnew(
                hash,
                new UserId(timeAndIds.id()),
                newcomer.firstName(),
                newcomer.lastName(),
                passwords.hash(newcomer.password()));
        return joined.orElseThrow(Invitations::notGood);
    }

    /** What concerns the invitation of an owner is for owners. */
    private void change(Caller caller, TenantId tenant, InvitationId id, Consumer<TenantStores> change) {
        gate(caller, tenant, Action.INVITE).run(stores -> {
            boolean isOfOwner = stores.invitations().list().stream()
                    .anyMatch(invitation -> invitation.id().equals(id) && invitation.role() == Role.OWNER);
            if (isOfOwner) {
                Gate.require(
                        Action.GRANT_OWNER, stores.members().get(caller.user()).role());
            }
            change.accept(stores);
        });
    }

    private static TokenHash hash(String token) {
        return new OneTimeToken(token).hash();
    }

    private static Invalid notGood() {
        return new Invalid("token", "is not valid, or no longer, or for another address");
    }

    private Gate gate(Caller caller, TenantId tenant, Action action) {
        return new Gate(tenancy, caller, tenant, action);
    }
}
