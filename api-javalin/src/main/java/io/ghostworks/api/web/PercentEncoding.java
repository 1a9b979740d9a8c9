package io.ghostworks.api.web;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoded UTF-8 (RFC 3986, section 2.1), read strictly. */
public final class PercentEncoding {

    private static final String REPLACEMENT = "\uFFFD";

    private PercentEncoding() {}

    /** Refuses a path that Javalin could not decode. */
    public static void require(Context context) {
        decoded(context.path());
    }

    /** @throws MalformedRequest unless the text is encoded well */
    public static String decoded(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (!decoded.contains(REPLACEMENT) || text.contains("%EF%BF%BD") || text.contains(REPLACEMENT)) {
                return decoded;
            }
        } catch (IllegalArgumentException notEncoded) {
            // Refused below.
        }
        throw new MalformedRequest("The path or the query is not percent-encoded UTF-8.");
    }
}
