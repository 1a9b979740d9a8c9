package io.ghostworks;

import java.util.Optional;
import java.util.Set;

/**
 * Which versions a change may start from.
 *
 * @param versions one of these; empty for any
 * @param excluded and none of these
 */
public record ExpectedVersion(Optional<Set<Long>> versions, Set<Long> excluded) {

    /** Whatever is there now. */
    public static final ExpectedVersion ANY = new ExpectedVersion(Optional.empty(), Set.of());

    /** Nothing that is there now: a change of anything is a mismatch. */
    public static final ExpectedVersion NONE = of(Set.of());

    public ExpectedVersion {
        versions = versions.map(Set::copyOf);
        excluded = Set.copyOf(excluded);
    }

    /** One of these. */
    public static ExpectedVersion of(Set<Long> versions) {
        return new ExpectedVersion(Optional.of(versions), Set.of());
    }

    /** The same, and none of these. */
    public ExpectedVersion except(Set<Long> others) {
        return new ExpectedVersion(versions, others);
    }

    /** Whether a change may start from {@code version}. */
    public boolean includes(long version) {
        return versions.map(some -> some.contains(version)).orElse(true) && !excluded.contains(version);
    }
}
