package io.ghostworks.account;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.Text;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A password as the user typed it, 8 to 128 characters, whichever keyboard they had: in Unicode's normal form C and with
 * the ASCII space for every other one (RFC 8265, section 4.2.2, OpaqueString). Never printed.
 *
 * <p>Anything else is {@link Invalid}, for field {@code password}.
 */
public final class Password {

    private static final Pattern SPACES = Pattern.compile("\\p{Zs}");

    private final String value;

    public Password(String typed) {
        this(typed, Password::prepared);
    }

    private Password(String typed, UnaryOperator<String> form) {
        this.value = form.apply(typed);
        int length = value.codePointCount(0, value.length());
        if (length < 8 || length > 128 || !Text.storable(value)) {
            throw new Invalid("password", "must have 8 to 128 characters");
        }
    }

    /**
     * The password as it was hashed before texts were brought into one form: just as it was typed. Empty if that is the
     * same, or was no password then.
     */
    public static Optional<Password> asItWasHashedBefore(String typed) {
        if (typed.equals(prepared(typed))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Password(typed, UnaryOperator.identity()));
        } catch (Invalid notOne) {
            return Optional.empty();
        }
    }

    private static String prepared(String typed) {
        return Text.normalized(SPACES.matcher(typed).replaceAll(" "));
    }

    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Password password && password.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
