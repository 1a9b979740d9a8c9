package io.ghostworks.api.web;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.ComplianceViolation.Listener;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.QuotedCSV;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.eclipse.jetty.http.QuotedQualityCSV.QualityValue;

/** What media types go in and out (RFC 9110, sections 8.3, 8.4 and 12.5.1). Jetty parses the headers. */
public final class Negotiation {

    public static final String JSON = "application/json";
    public static final String MERGE_PATCH = "application/merge-patch+json";
    public static final String NDJSON = "application/x-ndjson";

    private static final List<String> ANSWERS = List.of(JSON, Problems.MEDIA_TYPE, NDJSON);

    /** A weak entity tag has quotes in the middle, and what a stranger sends is not an error of ours. */
    private static final HttpCompliance LENIENT = HttpCompliance.RFC7230;

    private Negotiation() {}

    /** All lines of a header. */
    private static List<String> lines(Context context, String name) {
        return Collections.list(context.req().getHeaders(name));
    }

    /** The members of a list (RFC 9110, section 5.6.1), of all lines of a header, with their quotes and parameters. */
    static List<String> members(Context context, String name) {
        String[] lines = lines(context, name).toArray(String[]::new);
        return new QuotedCSV(LENIENT, Listener.NOOP, true, lines).getValues();
    }

    /** @throws NotAcceptable if the caller accepts nothing that we could answer */
    public static void requireAcceptable(Context context) {
        List<String> lines = lines(context, "Accept");
        if (lines.stream().allMatch(String::isBlank)) {
            return;
        }
        QuotedQualityCSV parsed = new QuotedQualityCSV(LENIENT, Listener.NOOP, null);
        lines.forEach(parsed::addValue);
        List<QualityValue> ranges = parsed.getQualityValues();
        if (ANSWERS.stream().noneMatch(type -> isAcceptable(type, ranges))) {
            throw new NotAcceptable("This answers in " + JSON + ".");
        }
    }

    /** The most specific range that matches decides, whatever the others say. */
    private static boolean isAcceptable(String type, List<QualityValue> ranges) {
        for (String range : List.of(type, "application/*", "*/*")) {
            List<QualityValue> matching = ranges.stream()
                    .filter(value -> mediaType(value.getValue()).equals(range))
                    .toList();
            if (!matching.isEmpty()) {
                return matching.stream().anyMatch(QualityValue::isAcceptable);
            }
        }
        return false;
    }

    /** @throws UnsupportedMedia if the body has another type than these, another charset than UTF-8, or is compressed */
    public static void requireContentType(Context context, String... types) {
        List<String> given = lines(context, "Content-Type");
        if (given.size() != 1 || !isOneOf(given.getFirst(), types)) {
            throw UnsupportedMedia.type("The body must be " + String.join(" or ", types) + " in UTF-8.");
        }
        if (!members(context, "Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase)) {
            throw UnsupportedMedia.coding();
        }
    }

    private static boolean isOneOf(String contentType, String... types) {
        Map<String, String> parameters = new HashMap<>();
        String mediaType;
        try {
            mediaType = HttpField.getValueParameters(contentType, parameters);
        } catch (IllegalArgumentException quoteLeftOpen) {
            return false;
        }
        boolean isUtf8 = parameters.entrySet().stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase("charset"))
                .allMatch(parameter -> "utf-8".equalsIgnoreCase(parameter.getValue()));
        return isUtf8 && mediaType != null && List.of(types).contains(mediaType(mediaType));
    }

    /**
     * A media type has no quotes, so the first semicolon ends it. Jetty's parser would refuse a quote that is left
     * open.
     */
    private static String mediaType(String value) {
        return value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
