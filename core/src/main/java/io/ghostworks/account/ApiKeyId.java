package io.ghostworks.account;

import java.util.UUID;

/** Names an API key. No secret: it is a part of what is shown of the key. */
public record ApiKeyId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
