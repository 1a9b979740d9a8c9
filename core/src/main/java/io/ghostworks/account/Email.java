package io.ghostworks.account;

import io.ghostworks.error.Invalid;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An email address in lower case, so that addresses compare without case. The form is the one that browsers accept
 * (WHATWG HTML, "valid email address"): ASCII only, at most 254 characters (RFC 5321, section 4.5.3.1.3). A domain with
 * other letters is given in its ASCII form ({@code xn--…}, RFC 5890), which is what mail is sent to.
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

    /**
     * Whether the part before the {@code @} is one that mail can be sent to without quotes (RFC 5322, section 3.2.3): no dot
     * at its beginning, its end or beside another. New users need one; some that browsers took are stored.
     */
    public boolean isDotAtom() {
        return !value.startsWith(".") && !value.contains("..") && !value.contains(".@");
    }

    @Override
    public String toString() {
        return value;
    }
}
