package io.ghostworks.tenant;

import io.ghostworks.error.Invalid;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A workspace's short name for URLs, unique among all workspaces: lower-case ASCII letters and digits with single
 * hyphens between them, at most 100 characters.
 *
 * <p>Anything else is {@link Invalid}, for field {@code slug}.
 */
public record Slug(String value) {

    private static final int MAX = 100;
    private static final Pattern FORM = Pattern.compile("[a-z0-9](-?[a-z0-9])*+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

    public Slug {
        if (value.length() > MAX || !FORM.matcher(value).matches()) {
            throw new Invalid(
                    "slug", "must be at most 100 lower-case letters and digits with single hyphens between them");
        }
    }

    /** The slug nearest to a name: accents dropped, everything foreign a hyphen; {@code workspace} if nothing is left. */
    public static Slug derivedFrom(String name) {
        String plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        String hyphened = OTHERS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
        return new Slug(trimmed(hyphened, MAX, "workspace"));
    }

    /** This slug made another by a suffix, shortened where needed. */
    public Slug withSuffix(String suffix) {
        return new Slug(trimmed(value, MAX - suffix.length() - 1, "workspace") + "-" + suffix);
    }

    private static String trimmed(String text, int max, String otherwise) {
        String start = text.startsWith("-") ? text.substring(1) : text;
        String cut = start.substring(0, Math.min(start.length(), max));
        String end = cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
        return end.isEmpty() ? otherwise : end;
    }

    @Override
    public String toString() {
        return value;
    }
}
