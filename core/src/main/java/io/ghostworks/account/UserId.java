package io.ghostworks.account;

import java.util.UUID;

/** Names a user. */
public record UserId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
