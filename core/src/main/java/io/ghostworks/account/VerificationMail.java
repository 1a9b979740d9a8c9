package io.ghostworks.account;

/** Takes the token that verifies an address to its owner. Must not block for long, and must not fail a registration. */
@FunctionalInterface
public interface VerificationMail {

    /** Sends {@code token} to the user's address. What cannot be sent is the adapter's to report, never thrown. */
    void send(User user, String token);
}
