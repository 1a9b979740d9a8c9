package io.ghostworks.account;

import java.util.UUID;

/** Names one log-in and all tokens that descend from it. */
public record SessionId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
