package io.ghostworks.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A session that can go on.
 *
 * @param lastUsedAt when it was opened, or its tokens last renewed
 */
public record OpenSession(SessionId id, Instant createdAt, Instant lastUsedAt, Optional<UserAgent> userAgent) {}
