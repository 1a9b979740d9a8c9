package io.ghostworks.crypto;

import com.password4j.Argon2Function;
import com.password4j.Hash;
import com.password4j.SaltGenerator;
import com.password4j.types.Argon2;
import io.ghostworks.account.Password;
import io.ghostworks.account.Passwords;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * {@link Passwords} with Argon2id (RFC 9106) at 19 MiB, two passes and one lane, as OWASP's Password Storage Cheat Sheet
 * asks for. No more hashes run at once than there are processors: more would only need more memory.
 */
public final class Argon2Passwords implements Passwords {

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /** The hash of a password that nobody has. */
    private static final String NOBODYS =
            "$argon2id$v=19$m=19456,t=2,p=1$bQrAeKT89UIJGLPIhrQh/A" + "$B1UubePrLpd4xFf7F4opdPEJ2+BOPj14JzMQrficIzc";

    private final Argon2Function function =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final Semaphore running = new Semaphore(Runtime.getRuntime().availableProcessors());

    @Override
    public String hash(Password password) {
        return oneOfFew(() -> {
            Hash hash = function.hash(bytes(password), SaltGenerator.generate(SALT_BYTES));
            return hash.getResult();
        });
    }

    @Override
    public boolean matches(Password password, String hash) {
        return oneOfFew(() -> {
            try {
                byte[] stored = hash.getBytes(StandardCharsets.UTF_8);
                return Argon2Function.getInstanceFromHash(hash).check(bytes(password), stored);
            } catch (IllegalArgumentException | IndexOutOfBoundsException notOne) {
                return false;
            }
        });
    }

    @Override
    public void matchNothing(Password password) {
        matches(password, NOBODYS);
    }

    private <T> T oneOfFew(Supplier<T> work) {
        running.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            running.release();
        }
    }

    private static byte[] bytes(Password password) {
        return password.value().getBytes(StandardCharsets.UTF_8);
    }
}
