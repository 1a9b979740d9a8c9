package io.ghostworks.cli.transfer;

import io.ghostworks.cli.console.Terminal;
import io.ghostworks.migrations.command.Exit;
import java.io.Console;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A token, or who logs in. Never an argument: those are seen by everybody on the machine. */
record Credentials(
        @Nullable String token,
        @Nullable String email,
        @Nullable String password) {

    private static final String TOKEN = "GHOSTWORKS_TOKEN";
    private static final String EMAIL = "GHOSTWORKS_EMAIL";
    private static final String PASSWORD = "GHOSTWORKS_PASSWORD";
    private static final Pattern TOKEN_TEXT = Pattern.compile("[A-Za-z0-9._~+/=-]+");

    /** From the environment; what is missing is asked for on a terminal. */
    static Credentials of(Map<String, String> environment, Terminal terminal) {
        String token = environment.getOrDefault(TOKEN, "").strip();
        if (!token.isEmpty()) {
            if (!TOKEN_TEXT.matcher(token).matches()) {
                throw new ClientProblem(Exit.USAGE, TOKEN + " is no access token: it has characters that none has.");
            }
            return new Credentials(token, null, null);
        }
        String email = given(environment, EMAIL, terminal, console -> console.readLine("Email: "));
        String password = given(
                environment, PASSWORD, terminal, console -> text(console.readPassword("Password of %s: ", email)));
        return new Credentials(null, email, password);
    }

    private static String given(
            Map<String, String> environment, String key, Terminal terminal, Function<Console, @Nullable String> ask) {
        return Optional.ofNullable(environment.get(key))
                .filter(value -> !value.isEmpty())
                .or(() -> terminal.console().map(ask))
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new ClientProblem(
                        Exit.USAGE, key + " is not set; set " + TOKEN + ", or " + EMAIL + " and " + PASSWORD + "."));
    }

    private static @Nullable String text(char @Nullable [] typed) {
        return typed == null ? null : new String(typed);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "Credentials[" + (email == null ? "token" : email) + "]";
    }
}
