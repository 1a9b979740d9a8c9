package io.ghostworks.crypto;

import io.ghostworks.account.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access tokens whose signature was found good: to find one again costs next to nothing. Only good ones are kept, so nobody
 * can push them out with bad ones, and none longer than it is in force. What may change meanwhile, the session and the
 * user, the database is asked each time. Kept as they are, since the key that signs them is in the same memory. Safe for all
 * threads.
 */
final class RememberedTokens {

    /** Some 5 MiB. Full, it starts over, which costs every token one more verification. */
    private static final int MOST = 10_000;

    private final Map<String, Remembered> tokens = new ConcurrentHashMap<>();

    private record Remembered(Caller.Session caller, Instant expires) {}

    Optional<Caller.Session> find(String token, Instant now) {
        return Optional.ofNullable(tokens.get(token))
                .filter(remembered -> now.isBefore(remembered.expires))
                .map(Remembered::caller);
    }

    void add(String token, Caller.Session caller, Instant expires) {
        if (tokens.size() >= MOST) {
            tokens.clear();
        }
        tokens.put(token, new Remembered(caller, expires));
    }
}
