package io.ghostworks.tenant;

import java.util.UUID;

/** Names an invitation. */
public record InvitationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
