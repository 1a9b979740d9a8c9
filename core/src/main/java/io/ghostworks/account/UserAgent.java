package io.ghostworks.account;

import io.ghostworks.error.Invalid;
import io.ghostworks.value.Text;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a program calls itself, so that a user knows their devices apart. Anybody can say anything there. 1 to 255 characters. */
public record UserAgent(String value) {

    private static final int LONGEST = 255;

    /** Controls, what has no glyph, and halves of surrogate pairs. */
    private static final Pattern UNSEEN = Pattern.compile("\\p{C}");

    public UserAgent {
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > LONGEST || !Text.storable(value)) {
            throw new Invalid("user_agent", "must have 1 to " + LONGEST + " characters");
        }
    }

    /** What is left of a stranger's text without what cannot be seen, cut to its greatest length; empty if nothing is. */
    public static Optional<UserAgent> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String seen = UNSEEN.matcher(text.substring(0, Math.min(text.length(), 4 * LONGEST)))
                .replaceAll("")
                .strip();
        int end = seen.offsetByCodePoints(0, Math.min(LONGEST, seen.codePointCount(0, seen.length())));
        return seen.isEmpty() ? Optional.empty() : Optional.of(new UserAgent(seen.substring(0, end)));
    }

    @Override
    public String toString() {
        return value;
    }
}
