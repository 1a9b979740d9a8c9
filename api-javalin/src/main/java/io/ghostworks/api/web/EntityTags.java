package io.ghostworks.api.web;

import io.ghostworks.ExpectedVersion;
import io.ghostworks.error.VersionMismatch;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.EtagUtils;

/**
 * Versions as entity tags, and the conditions on them (RFC 9110, sections 8.8.3 and 13). {@code If-Match} is looked at
 * before {@code If-None-Match}, as section 13.2.2 says; there are no dates of ours to compare with.
 */
public final class EntityTags {

    private static final String ANY = "*";
    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";

    private EntityTags() {}

    /** Also keeps the answer from being compressed: a strong tag names the very bytes (RFC 9110, section 8.8.3.3). */
    public static void write(Context context, long version) {
        context.header("ETag", tag(version)).minSizeForCompression(Integer.MAX_VALUE);
    }

    /** What a change of something that is there may start from. */
    public static ExpectedVersion expected(Context context) {
        List<String> required = tags(context, IF_MATCH);
        List<String> excluded = tags(context, IF_NONE_MATCH);
        boolean isAny = !isGiven(context, IF_MATCH) || required.contains(ANY);
        ExpectedVersion expected = isAny ? ExpectedVersion.ANY : ExpectedVersion.of(versions(required));
        return excluded.contains(ANY)
                ? ExpectedVersion.NONE
                : expected.except(
                        versions(excluded.stream().map(EntityTags::opaque).toList()));
    }

    /**
     * Whether the caller has this version already, and need not be sent it again.
     *
     * @throws VersionMismatch if they asked for another one
     */
    public static boolean isKnown(Context context, long version) {
        List<String> required = tags(context, IF_MATCH);
        if (isGiven(context, IF_MATCH)
                && !required.contains(ANY)
                && !versions(required).contains(version)) {
            throw new VersionMismatch();
        }
        return tags(context, IF_NONE_MATCH).stream()
                .anyMatch(tag -> tag.equals(ANY) || opaque(tag).equals(tag(version)));
    }

    /** A condition that can't be read is not ignored: it becomes one that no version fulfils. */
    private static boolean isGiven(Context context, String header) {
        return context.req().getHeader(header) != null;
    }

    /** All members of all lines, with their quotes. */
    private static List<String> tags(Context context, String header) {
        return Negotiation.members(context, header);
    }

    /**
     * A weak tag, or one that we can't have issued, matches no version (RFC 9110, section 13.1.1: compare strongly).
     */
    private static Set<Long> versions(List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.matches("\"[0-9]{1,18}\""))
                .map(tag -> Long.valueOf(tag.substring(1, tag.length() - 1)))
                .collect(Collectors.toSet());
    }

    /** The tag without the mark that it is weak, for the weak comparison. */
    private static String opaque(String tag) {
        return EtagUtils.isWeak(tag) ? tag.substring(2) : tag;
    }

    private static String tag(long version) {
        return "\"" + version + "\"";
    }
}
