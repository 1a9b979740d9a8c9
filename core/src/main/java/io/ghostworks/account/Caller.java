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

    /**
     * A program with an API key of one workspace. It acts for itself and for no user: where a user's id would stand, its own does.
     *
     * @param hash of the text it came with, which the database compares
     */
    record ApiKey(ApiKeyId key, TokenHash hash) implements Caller {

        @Override
        public UserId user() {
            return new UserId(key.value());
        }
    }
}
