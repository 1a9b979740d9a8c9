package io.ghostworks.api.web;

import io.ghostworks.ExpectedVersion;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Versions as entity tags, and the conditions on them (RFC 9110, sections 8.8.3 and 13.1). */
public final class EntityTags {

    private EntityTags() {}

    /** Also keeps the answer from being compressed: a strong tag names the very bytes (RFC 9110, section 8.8.3.3). */
    public static void write(Context context, long version) {
        context.header("ETag", tag(version)).minSizeForCompression(Integer.MAX_VALUE);
    }

    /** What {@code If-Match} asks for. A weak tag, or one of ours that cannot be, matches nothing. */
    public static ExpectedVersion expected(Context context) {
        String header = context.header("If-Match");
        if (header == null || header.strip().equals("*")) {
            return ExpectedVersion.ANY;
        }
        Set<Long> versions = Arrays.stream(header.split(","))
                .map(String::strip)
                .filter(tag -> tag.matches("\"[0-9]{1,18}\""))
                .map(tag -> Long.valueOf(tag.substring(1, tag.length() - 1)))
                .collect(Collectors.toSet());
        return ExpectedVersion.of(versions);
    }

    /** Whether the caller has this version already, as {@code If-None-Match} says. */
    public static boolean isKnown(Context context, long version) {
        String header = context.header("If-None-Match");
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(tag ->
                                tag.equals("*") || tag.replaceFirst("^W/", "").equals(tag(version)));
    }

    private static String tag(long version) {
        return "\"" + version + "\"";
    }
}
