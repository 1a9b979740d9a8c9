package io.ghostworks.account;

import java.time.Instant;
import java.util.Optional;

/** A person who may belong to any number of workspaces. */
public record User(
        UserId id,
        Email email,
        Optional<String> firstName,
        Optional<String> lastName,
        boolean isVerified,
        boolean isActive,
        Instant createdAt,
        Instant updatedAt) {}
