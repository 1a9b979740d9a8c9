package io.ghostworks.api.account;

import io.ghostworks.api.web.FailureLimit;
import io.ghostworks.crypto.SecretKey;
import io.ghostworks.error.RateLimited;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How often passwords may be guessed. Failures count for the account, from wherever they come, and for the address, for whatever
 * account. A device that logged in to the account before counts for itself alone: so nobody can lock out the owner, nor all who
 * share an address. An email that nobody has is treated like any other. Safe for all threads.
 */
final class LogInLimit {

    /** One address may serve many users. */
    private static final int USERS_OF_AN_ADDRESS = 10;

    private final FailureLimit accounts;
    private final FailureLimit addresses;
    private final FailureLimit devices;
    private final DeviceCookie cookies;
    private final Clock clock;

    LogInLimit(SecretKey secret, Clock clock, int free) {
        this.accounts = new FailureLimit(clock, free);
        this.addresses = new FailureLimit(clock, USERS_OF_AN_ADDRESS * free);
        this.devices = new FailureLimit(clock, free);
        this.cookies = new DeviceCookie(secret);
        this.clock = clock;
    }

    /** The keys under which an attempt is counted. */
    private record Count(FailureLimit limit, String key) {

        FailureLimit.Attempt attempt() {
            return limit.attempt(key);
        }
    }

    /**
     * Begins to try a password.
     *
     * @throws RateLimited if it comes too early
     */
    Attempt logIn(String email, String address, Optional<String> cookie) {
        Optional<String> device = cookie.flatMap(value -> cookies.device(value, email, clock.instant()));
        return begin(
                email,
                device.isPresent(),
                device.map(name -> List.of(new Count(devices, name)))
                        .orElseGet(() -> List.of(new Count(addresses, address), new Count(accounts, account(email)))));
    }

    private Attempt begin(String email, boolean isKnown, List<Count> counts) {
        List<FailureLimit.Attempt> begun = new ArrayList<>();
        try {
            counts.forEach(count -> begun.add(count.attempt()));
        } catch (RateLimited early) {
            begun.forEach(FailureLimit.Attempt::excuse);
            throw early;
        }
        return new Attempt(email, isKnown, begun);
    }

    /** A hash has one length whatever somebody types, and holds no address worth stealing. */
    static String account(String email) {
        try {
            byte[] typed = email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(typed);
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** One attempt, which counts as a failure unless it is said to be none. */
    final class Attempt {

        private final String email;
        private final boolean isKnown;
        private final List<FailureLimit.Attempt> counted;

        private Attempt(String email, boolean isKnown, List<FailureLimit.Attempt> counted) {
            this.email = email;
            this.isKnown = isKnown;
            this.counted = counted;
        }

        /** The attempt failed for a reason other than a wrong password. */
        void excuse() {
            counted.forEach(FailureLimit.Attempt::excuse);
        }

        /** The password was right. Answers the cookie of a device that is new. */
        Optional<String> succeed() {
            excuse();
            if (isKnown) {
                return Optional.empty();
            }
            accounts.forget(account(email));
            return Optional.of(cookies.issue(email, clock.instant()));
        }
    }
}
