package io.ghostworks.api.web;

import io.javalin.http.Context;
import io.javalin.http.NotAcceptableResponse;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What media types go in and out (RFC 9110, sections 8.3 and 12.5.1). */
public final class Negotiation {

    public static final String JSON = "application/json";
    public static final String MERGE_PATCH = "application/merge-patch+json";
    public static final String NDJSON = "application/x-ndjson";

    private static final Set<String> ANSWERS = Set.of("*/*", "application/*", JSON, "application/problem+json", NDJSON);

    private Negotiation() {}

    /** Refuses a caller that accepts nothing we could answer. */
    public static void requireAcceptable(Context context) {
        String accept = context.header("Accept");
        if (accept != null
                && !accept.isBlank()
                && Arrays.stream(accept.split(",")).noneMatch(Negotiation::isAnswer)) {
            throw new NotAcceptableResponse("This answers in " + JSON + ".");
        }
    }

    /** Refuses a body of another type than these, or in another charset than UTF-8. */
    public static void requireContentType(Context context, String... types) {
        String given = context.contentType();
        if (given == null || !List.of(types).contains(mediaType(given)) || !isUtf8(given)) {
            throw new UnsupportedMediaTypeResponse("The body must be " + String.join(" or ", types) + " in UTF-8.");
        }
    }

    private static boolean isAnswer(String range) {
        return ANSWERS.contains(mediaType(range)) && !range.replace(" ", "").endsWith(";q=0");
    }

    private static String mediaType(String value) {
        return value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isUtf8(@Nullable String contentType) {
        String lower = String.valueOf(contentType).toLowerCase(Locale.ROOT).replace("\"", "");
        int charset = lower.indexOf("charset=");
        return charset < 0
                || lower.substring(charset + "charset=".length()).strip().startsWith("utf-8");
    }
}
