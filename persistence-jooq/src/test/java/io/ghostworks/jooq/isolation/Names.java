package io.ghostworks.jooq.isolation;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the names in an attack's text stand for: {@code :b} is the id of tenant B, as a literal of SQL. */
record Names(Map<String, String> literals) {

    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]+)\\b");

    Names {
        literals = Map.copyOf(literals);
    }

    /** The text with every name that is known filled in. */
    String fill(String sql) {
        return NAME.matcher(sql).replaceAll(this::in);
    }

    private String in(MatchResult match) {
        return Matcher.quoteReplacement(literals.getOrDefault(match.group(1), match.group()));
    }

    /** Whether the text speaks of any of these. */
    boolean areIn(String sql) {
        return !fill(sql).equals(sql);
    }

    /** What the database said, with the names back in the place of their values. */
    String mask(String said) {
        String masked = said;
        for (Map.Entry<String, String> name : literals.entrySet()) {
            masked = masked.replace(name.getValue().replaceAll("^['\"]|['\"]$", ""), ":" + name.getKey());
        }
        return masked;
    }

    /** These and others, which win. */
    Names and(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(literals);
        all.putAll(others);
        return new Names(all);
    }
}
