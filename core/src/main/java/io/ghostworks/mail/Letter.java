package io.ghostworks.mail;

import io.ghostworks.account.Email;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.tenant.Role;
import java.time.Duration;
import java.util.Optional;

/** What to write to whom. Each kind is a case: switch over it without a default. */
public sealed interface Letter {

    /** Whose mailbox it is for. */
    Email to();

    /**
     * Asks to verify the address.
     *
     * @param lifetime how long the token is good for, from now on
     */
    record VerifyEmail(Email to, OneTimeToken token, Duration lifetime) implements Letter {}

    /**
     * Lets whoever reads it choose another password.
     *
     * @param lifetime how long the token is good for, from now on
     */
    record ResetPassword(Email to, OneTimeToken token, Duration lifetime) implements Letter {}

    /**
     * Asks to become a member of a workspace.
     *
     * @param lifetime how long the token is good for, from now on
     * @param workspace its name
     * @param inviter who asks, if they are still there
     */
    record Invitation(
            Email to, OneTimeToken token, Duration lifetime, String workspace, Optional<String> inviter, Role role)
            implements Letter {}

    /** Says that the password is another one now. */
    record PasswordChanged(Email to) implements Letter {}
}
