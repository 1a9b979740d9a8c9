package io.ghostworks.tenant;

import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who was asked to become a member, by their email: whether they have an account, a tenant does not learn.
 *
 * @param invitedBy who asked; they may have left since
 */
public record Invitation(
        InvitationId id, Email email, Role role, Optional<UserId> invitedBy, Instant createdAt, Instant expiresAt) {}
