package io.ghostworks.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Signs and reads the short-lived proofs of a log-in, without asking the database. Safe for all threads. */
public interface AccessTokens {

    /** How long an access token is valid. */
    Duration lifetime();

    /** A signed access token that names the caller, valid for {@link #lifetime} from {@code now}. */
    String issue(Caller.Session caller, Instant now);

    /** Who the token names; empty if it is not ours, altered, expired at {@code now} or meant for something else. */
    Optional<Caller.Session> read(String token, Instant now);

    /** A signed token that proves control of an email address, good for three days and nothing else. */
    String issueVerification(UserId user, Email email, Instant now);

    /** What a token of {@link #issueVerification} names; empty as in {@link #read}. */
    Optional<Verification> readVerification(String token, Instant now);

    /** A user and the address they control. */
    record Verification(UserId user, Email email) {}
}
