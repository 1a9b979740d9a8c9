package io.ghostworks.api.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace that a request belongs to, as its header {@code traceparent} says (W3C Trace Context, section 3.2). */
record TraceParent(String traceId, String spanId) {
    static final String HEADER = "traceparent";

    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");
    private static final int LONGEST = 512;

    /** Empty where there is none, or none that is valid, which a receiver ignores (section 4.3). A higher version may have more behind it. */
    static Optional<TraceParent> parse(@Nullable String header) {
        if (header == null || header.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(header);
        boolean isValid = parts.matches() && (!parts.group(1).equals("00") || parts.group(4) == null);
        return isValid ? Optional.of(new TraceParent(parts.group(2), parts.group(3))) : Optional.empty();
    }
}
