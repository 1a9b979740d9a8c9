package io.ghostworks.migrations.doctor;

import java.util.Comparator;
import java.util.Objects;

/**
 * One thing that a rule found in a database.
 *
 * @param rule the id of the rule, in kebab case; never changes its meaning
 * @param severity of the rule
 * @param object what it is about, as {@code kind schema.name} with names quoted as SQL would
 * @param title the rule in a few words
 * @param why what may happen, in a sentence
 * @param detail what was seen, such as the condition of a policy; may be empty
 * @param remedy what the fix does and what it changes for those who use the database now, or what to do where there is none;
 *     may be empty
 * @param fix statements that put it right, with a semicolon between and after them; empty where no SQL alone can
 */
public record Finding(
        String rule,
        Severity severity,
        String object,
        String title,
        String why,
        String detail,
        String remedy,
        String fix)
        implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::object)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::detail);

    public Finding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(remedy, "remedy");
        Objects.requireNonNull(fix, "fix");
    }

    /** Without a word on the fix. */
    public Finding(String rule, Severity severity, String object, String title, String why, String detail, String fix) {
        this(rule, severity, object, title, why, detail, "", fix);
    }

    /** The worst first, then by object, rule and detail. */
    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
