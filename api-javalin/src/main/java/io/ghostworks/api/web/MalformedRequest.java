package io.ghostworks.api.web;

import io.ghostworks.error.Invalid.Violation;
import java.util.List;

/** A request that cannot be understood: the body is not JSON, a value has the wrong type, a parameter is not known. */
public final class MalformedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public MalformedRequest(String detail) {
        this(detail, List.of());
    }

    public MalformedRequest(String detail, List<Violation> violations) {
        super(detail);
        this.violations = violations;
    }

    /** Which parameters are wrong; may be empty. */
    public List<Violation> violations() {
        return violations;
    }
}
