package io.ghostworks.tenant;

import io.ghostworks.account.Email;
import io.ghostworks.account.UserId;
import java.time.Instant;
import java.util.Optional;

/** A user in a tenant. */
public record Member(
        UserId user,
        Email email,
        Optional<String> firstName,
        Optional<String> lastName,
        Role role,
        boolean isActive,
        Instant createdAt) {}
