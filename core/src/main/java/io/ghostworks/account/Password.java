package io.ghostworks.account;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.Text;

/**
 * A password as the user typed it: 8 to 128 characters. Never printed.
 *
 * <p>Anything else is {@link Invalid}, for field {@code password}.
 */
public record Password(String value) {

    public Password {
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
