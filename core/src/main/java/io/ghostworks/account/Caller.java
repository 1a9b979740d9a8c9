package io.ghostworks.account;

/**
 * Who asks, and by what right. The database decides whether the user and their credential are still in force. Each kind
 * of caller is a case: switch over it without a default.
 */
public sealed interface Caller {

    /** Whose rights count, and who is named as the author. */
    UserId user();

    /** A user who logged in, as a valid access token says. */
    record Session(UserId user, SessionId session) implements Caller {}
}
