package io.ghostworks.account;

import io.ghostworks.error.Invalid;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An email address in lower case, so that addresses compare without case. The form is the one that browsers accept
 * (WHATWG HTML, "valid email address"): ASCII only, at most 254 characters (RFC 5321, section 4.5.3.1.3).
 *
 * <p>Anything else is {@link Invalid}, for field {@code email}.
 */
public record Email(String value) {

    /** Matched before the case is changed, since the lower case of some other letters is ASCII (U+212A becomes k). */
    private static final Pattern FORM = Pattern.compile(
            "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
                    + "@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*",
            Pattern.CASE_INSENSITIVE);

    public Email {
        if (value.length() > 254 || !FORM.matcher(value).matches()) {
            throw new Invalid("email", "must be an email address");
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
