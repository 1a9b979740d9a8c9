package io.ghostworks.api.account;

import io.ghostworks.api.web.AttemptLimit;
import io.ghostworks.api.web.CallerAddress;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.Unauthenticated;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Counts the tokens from one address that are not good, and those alone. Nobody guesses 256 bits; this keeps the work for the
 * database bounded. Safe for all threads.
 */
final class PresentedTokens {

    private final CallerAddress addresses;
    private final AttemptLimit bad;

    /** @param failures a hundred times as many bad tokens may come from one address in a minute */
    PresentedTokens(CallerAddress addresses, Clock clock, int failures) {
        this.addresses = addresses;
        this.bad = new AttemptLimit(clock, 100 * failures, Duration.ofMinutes(1));
    }

    <T> T get(Context context, Supplier<T> answer) {
        String address = addresses.of(context);
        bad.requireUnspent(address);
        try {
            return answer.get();
        } catch (Unauthenticated | Invalid refused) {
            bad.count(address);
            throw refused;
        }
    }

    void run(Context context, Runnable answer) {
        get(context, () -> {
            answer.run();
            return Boolean.TRUE;
        });
    }
}
