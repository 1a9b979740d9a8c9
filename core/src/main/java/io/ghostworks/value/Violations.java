package io.ghostworks.value;

import io.ghostworks.error.Invalid;
import io.ghostworks.error.Invalid.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the broken rules of one input, so that a caller learns all of them at once. Not thread-safe; one instance an
 * input.
 */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();

    /** Notes a broken rule. */
    public void add(String field, String message) {
        found.add(new Violation(field, message));
    }

    /** Notes {@code message} unless the rule holds. */
    public void unless(boolean holds, String field, String message) {
        if (!holds) {
            add(field, message);
        }
    }

    /**
     * Makes a value that checks itself, noting what it says when it refuses.
     *
     * @return the value, or null when it refused; {@link #throwIfAny} then throws before anyone can use it
     */
    public <T> @Nullable T check(Supplier<? extends T> value) {
        try {
            return value.get();
        } catch (Invalid invalid) {
            found.addAll(invalid.violations());
            return null;
        }
    }

    /** The same for a value that does not know what field it is for: all that it says is noted under this one. */
    public <T> @Nullable T check(String field, Supplier<? extends T> value) {
        try {
            return value.get();
        } catch (Invalid invalid) {
            invalid.violations().forEach(violation -> add(field, violation.message()));
            return null;
        }
    }

    /** @throws Invalid with everything noted, if anything was */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new Invalid(found);
        }
    }
}
