package io.ghostworks.testing.contract.tenant;

/** What the stores of invitations must do together: for those who invite, and for those who accept. */
public interface InvitationContract extends InvitingContract, AcceptanceContract {}
