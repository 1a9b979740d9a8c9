package io.ghostworks.account;

/** Hashes passwords, slowly on purpose. Safe for all threads; may make callers take turns to bound memory. */
public interface Passwords {

    /** A salted hash that names its own algorithm and cost; each call gives a different one. */
    String hash(Password password);

    /** Whether {@code hash} was made from the password; false, never an exception, for a hash it cannot read. */
    boolean matches(Password password, String hash);

    /** Takes as long as {@link #matches} does and answers nothing: for emails that nobody has. */
    void matchNothing(Password password);
}
