package io.ghostworks.api.account;

import io.ghostworks.Accounts;
import io.ghostworks.account.Caller;
import io.ghostworks.account.Password;
import io.ghostworks.api.web.Authentication;
import io.ghostworks.api.web.FailureLimit;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.api.web.Paths;
import io.ghostworks.error.Invalid;
import io.ghostworks.value.Violations;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changing a password. */
public final class PasswordRoutes {

    private static final String PASSWORD = Paths.BASE + "/auth/password";

    private final Accounts accounts;
    private final Authentication authentication;
    /** Whoever stole an access token guesses the password no faster than a stranger does. */
    private final FailureLimit guesses;

    /** @param failures how many wrong passwords of one user cost nothing */
    public PasswordRoutes(Accounts accounts, Authentication authentication, Clock clock, int failures) {
        this.accounts = accounts;
        this.authentication = authentication;
        this.guesses = new FailureLimit(clock, failures);
    }

    public void addTo(RoutesConfig routes) {
        routes.post(PASSWORD, authentication.session(this::change));
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
}
