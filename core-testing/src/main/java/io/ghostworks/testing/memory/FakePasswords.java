package io.ghostworks.testing.memory;

import io.ghostworks.account.Password;
import io.ghostworks.account.Passwords;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Hashes at once instead of slowly, and counts how often it worked. */
public final class FakePasswords implements Passwords {

    private final AtomicInteger salts = new AtomicInteger();
    private final AtomicInteger comparisons = new AtomicInteger();

    @Override
    public String hash(Password password) {
        return "fake$" + digest(String.valueOf(salts.incrementAndGet()), password);
    }

    @Override
    public boolean matches(Password password, String hash) {
        comparisons.incrementAndGet();
        String[] parts = hash.split("\\$", -1);
        return parts.length == 3 && parts[0].equals("fake") && hash.equals("fake$" + digest(parts[1], password));
    }

    @Override
    public void matchNothing(Password password) {
        comparisons.incrementAndGet();
    }

    /** How many hashes were made. */
    public int hashes() {
        return salts.get();
    }

    /** How often a password was compared, with something or nothing. */
    public int comparisons() {
        return comparisons.get();
    }

    private static String digest(String salt, Password password) {
        byte[] salted = (salt + "$" + password.value()).getBytes(StandardCharsets.UTF_8);
        return salt + "$" + UUID.nameUUIDFromBytes(salted);
    }
}
