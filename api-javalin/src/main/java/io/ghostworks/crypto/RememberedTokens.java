package io.ghostworks.crypto;

import io.ghostworks.account.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access tokens whose signature was found good, by their SHA-256: reading one again costs a tenth. Only good ones are kept,
 * so nobody can push them out with bad ones, and none longer than it is in force. What may change meanwhile, the session and
 * the user, the database is asked each time. Safe for all threads.
 */
final class RememberedTokens {

    /** Some 2 MiB. Full, it starts over, which costs every token one more verification. */
    private static final int MOST = 10_000;

    private final Map<ByteBuffer, Remembered> tokens = new ConcurrentHashMap<>();

    private record Remembered(Caller caller, Instant expires) {}

    Optional<Caller> find(String token, Instant now) {
        return Optional.ofNullable(tokens.get(hash(token)))
                .filter(remembered -> now.isBefore(remembered.expires))
                .map(Remembered::caller);
    }

    void add(String token, Caller caller, Instant expires) {
        if (tokens.size() >= MOST) {
            tokens.clear();
        }
        tokens.put(hash(token), new Remembered(caller, expires));
    }

    private static ByteBuffer hash(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
