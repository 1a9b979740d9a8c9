package io.ghostworks.account;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.Text;
import java.util.regex.Pattern;

/**
 * A password as the user typed it, 8 to 128 characters, whichever keyboard they had: in Unicode's normal form C and with
 * the ASCII space for every other one (RFC 8265, section 4.2.2, OpaqueString). Never printed.
 *
 * <p>Anything else is {@link Invalid}, for field {@code password}.
 */
public record Password(String value) {

    private static final Pattern SPACES = Pattern.compile("\\p{Zs}");

    public Password {
        value = Text.normalized(SPACES.matcher(value).replaceAll(" "));
        int length = value.codePointCount(0, value.length());
        if (length < 8 || length > 128 || !Text.storable(value)) {
            throw new Invalid("password", "must have 8 to 128 characters");
        }
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
