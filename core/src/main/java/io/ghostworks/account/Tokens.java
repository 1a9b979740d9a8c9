package io.ghostworks.account;

import java.time.Duration;

/** What a log-in gives. Never printed. */
public record Tokens(String accessToken, RefreshToken refreshToken, Duration expiresIn) {

    @Override
    public String toString() {
        return "Tokens[hidden]";
    }
}
