package io.ghostworks.migrations.doctor;

import java.util.Objects;

/**
 * Something that a rule would find and that is meant to be so.
 *
 * @param rule the rule's id
 * @param object as in {@link Finding#object()}
 * @param detail as in {@link Finding#detail()}: what was looked at when it was accepted, so that a change to it is found
 *     again; empty to accept the object whatever its detail
 */
public record Accepted(String rule, String object, String detail) {
    public Accepted {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(detail, "detail");
    }

    boolean covers(Finding finding) {
        return rule.equals(finding.rule())
                && object.equals(finding.object())
                && (detail.isEmpty() || detail.equals(finding.detail()));
    }
}
