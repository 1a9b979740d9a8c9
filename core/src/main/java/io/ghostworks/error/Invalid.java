package io.ghostworks.error;

import java.util.List;
import java.util.stream.Collectors;

/** Well-formed input that breaks a rule of the domain. Names every field at once. */
public final class Invalid extends GhostworksException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public Invalid(List<Violation> violations) {
        super(violations.stream()
                .map(violation -> violation.field() + ": " + violation.message())
                .collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    public Invalid(String field, String message) {
        this(List.of(new Violation(field, message)));
    }

    /** What is wrong, field by field, in the order found; never empty. */
    public List<Violation> violations() {
        return violations;
    }

    @Override
    public String code() {
        return "invalid";
    }

    /**
     * One broken rule.
     *
     * @param field the field as the contract spells it, such as {@code first_name} or {@code tags}
     * @param message what the rule asks for, as a sentence
     */
    public record Violation(String field, String message) {}
}
