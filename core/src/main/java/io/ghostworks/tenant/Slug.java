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

    /**
     * The slug nearest to a name: accents dropped, Latin letters that are no letter with an accent spelled out, everything
     * else a hyphen; {@code workspace} if nothing is left.
     */
    public static Slug derivedFrom(String name) {
        String plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        String hyphened =
                OTHERS.matcher(spelled(plain.toLowerCase(Locale.ROOT))).replaceAll("-");
        return new Slug(trimmed(hyphened, MAX, "workspace"));
    }

    /**
     * The Latin letters of European languages that Unicode does not take apart. A table, since the core has no
     * dependencies and ICU4J, which has one, takes 14 MB. Other scripts are left out: how Cyrillic or Greek is spelled in
     * Latin letters depends on the language, and whoever wants a slug of their own can give one.
     */
    private static String spelled(String lowerCase) {
        StringBuilder spelled = new StringBuilder(lowerCase.length());
        for (int i = 0; i < lowerCase.length(); i++) {
            char c = lowerCase.charAt(i);
            switch (c) {
                case 'ß' -> spelled.append("ss");
                case 'æ' -> spelled.append("ae");
                case 'œ' -> spelled.append("oe");
                case 'þ' -> spelled.append("th");
                case 'ŋ' -> spelled.append("ng");
                case 'ø' -> spelled.append('o');
                case 'ł' -> spelled.append('l');
                case 'đ', 'ð' -> spelled.append('d');
                case 'ħ' -> spelled.append('h');
                case 'ı' -> spelled.append('i');
                case 'ĸ' -> spelled.append('k');
                case 'ŧ' -> spelled.append('t');
                default -> spelled.append(c);
            }
        }
        return spelled.toString();
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
