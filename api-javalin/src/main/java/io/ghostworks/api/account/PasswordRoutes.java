package io.ghostworks.api.account;

import io.ghostworks.Accounts;
import io.ghostworks.Recovery;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Email;
import io.ghostworks.account.Password;
import io.ghostworks.api.web.AttemptLimit;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.CallerAddress;
import io.ghostworks.api.web.FailureLimit;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.api.web.Paths;
import io.ghostworks.error.Invalid;
import io.ghostworks.value.Violations;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changing a password, and choosing another one instead of one that was forgotten. */
public final class PasswordRoutes {

    private static final String PASSWORD = Paths.BASE + "/auth/password";

    private final Accounts accounts;
    private final Recovery recovery;
    private final Authentication authentication;
    private final CallerAddress addresses;
    /** Whoever stole an access token guesses the password no faster than a stranger does. */
    private final FailureLimit guesses;

    private final AttemptLimit lettersToOne;
    private final AttemptLimit lettersFromOne;
    private final PresentedTokens tokens;

    /**
     * @param failures how many wrong passwords of one user cost nothing, and how many letters one address of email gets in an
     *     hour; ten times as many may be asked for from one address of the network
     */
    public PasswordRoutes(
            Accounts accounts,
            Recovery recovery,
            Authentication authentication,
            CallerAddress addresses,
            Clock clock,
            int failures) {
        this.accounts = accounts;
        this.recovery = recovery;
        this.authentication = authentication;
        this.addresses = addresses;
        this.guesses = new FailureLimit(clock, failures);
        this.lettersToOne = new AttemptLimit(clock, failures, Duration.ofHours(1));
        this.lettersFromOne = new AttemptLimit(clock, 10 * failures, Duration.ofHours(1));
        this.tokens = new PresentedTokens(addresses, clock, failures);
    }

    public void addTo(RoutesConfig routes) {
        routes.post(PASSWORD, authentication.session(this::change));
        routes.post(PASSWORD + "/forgot", this::forgot);
        routes.post(PASSWORD + "/reset", this::reset);
    }

    /** The same answer, and the same work, whether or not anybody has the email. */
    private void forgot(Context context) {
        lettersFromOne.attempt(addresses.of(context));
        JsonBody body = JsonBody.of(context, "email");
        String typed = body.requiredTexts("email").getFirst();
        Email email = body.to(() -> new Email(typed));
        lettersToOne.attempt(LogInLimit.account(email.value()));
        recovery.requestPasswordReset(email);
        context.status(202);
    }

    private void reset(Context context) {
        JsonBody body = JsonBody.of(context, "token", "new_password");
        String token = body.text("token");
        String next = body.text("new_password");
        Reset reset = body.to(() -> Reset.of(token, next));
        tokens.run(context, () -> recovery.resetPassword(reset.token(), reset.next()));
        context.status(204);
    }

    private void change(Context context, Caller.Session caller) {
        JsonBody body = JsonBody.of(context, "current_password", "new_password");
        String current = body.text("current_password");
        String next = body.text("new_password");
        Change change = body.to(() -> Change.of(current, next));
        FailureLimit.Attempt attempt = guesses.attempt(caller.user().toString());
        try {
            accounts.changePassword(caller, change.current(), change.next());
        } catch (Invalid wrong) {
            throw wrong;
        } catch (RuntimeException | Error noGuess) {
            attempt.excuse();
            throw noGuess;
        }
        attempt.excuse();
        context.status(204);
    }

    /** What is asked for. */
    private record Change(String current, Password next) {

        static Change of(@Nullable String current, @Nullable String next) {
            Violations violations = new Violations();
            violations.unless(current != null, "current_password", "is required");
            Password checked = violations.check("new_password", () -> new Password(next == null ? "" : next));
            violations.throwIfAny();
            return new Change(Objects.requireNonNull(current), Objects.requireNonNull(checked));
        }

        @Override
        public String toString() {
            return "Change[hidden]";
        }
    }

    /** What is asked for with a mailed token. */
    private record Reset(String token, Password next) {

        static Reset of(@Nullable String token, @Nullable String next) {
            Violations violations = new Violations();
            violations.unless(token != null, "token", "is required");
            Password checked = violations.check("new_password", () -> new Password(next == null ? "" : next));
            violations.throwIfAny();
            return new Reset(Objects.requireNonNull(token), Objects.requireNonNull(checked));
        }

        @Override
        public String toString() {
            return "Reset[hidden]";
        }
    }
}
