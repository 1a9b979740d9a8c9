package io.ghostworks.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ghostworks.account.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * Access tokens whose signature was found good: to find one again costs next to nothing. Only good ones are kept, in
 * the one spelling that is good, so nobody can push them out or fill the memory with bad ones; and none longer than it
 * is in force. Session and user may change meanwhile, so the database is asked for them at each call. Tokens are kept
 * unhashed, since the key that signs them is in the same memory. Safe for all threads.
 */
final class RememberedTokens {

    /** Some 10,000 of our tokens. */
    static final long MAX_BYTES = 6 * 1024 * 1024;
    /** What an entry takes besides its text: the caller's two ids, the time, the cache's own node. */
    private static final int ENTRY_BYTES = 256;

    private final Cache<String, Remembered> tokens = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((String token, Remembered remembered) -> ENTRY_BYTES + token.length())
            .executor(Runnable::run)
            .build();

    private record Remembered(Caller.Session caller, Instant expires) {}

    Optional<Caller.Session> find(String token, Instant now) {
        return Optional.ofNullable(tokens.getIfPresent(token))
                .filter(remembered -> now.isBefore(remembered.expires))
                .map(Remembered::caller);
    }

    void add(String token, Caller.Session caller, Instant expires) {
        tokens.put(token, new Remembered(caller, expires));
    }

    /** How many bytes are taken, nearly. */
    long bytes() {
        tokens.cleanUp();
        return tokens.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }
}
