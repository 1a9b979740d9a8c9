package io.ghostworks.mail;

import java.util.UUID;

/** Names a letter in the queue, the same at every attempt to send it. */
public record MailId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
