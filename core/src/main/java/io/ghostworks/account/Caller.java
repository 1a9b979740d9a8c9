package io.ghostworks.account;

/** Who asks, as a valid access token says. Whether the user and the session are still in force, the database says. */
public record Caller(UserId user, SessionId session) {}
