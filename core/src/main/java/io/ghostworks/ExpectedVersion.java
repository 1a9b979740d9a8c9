package io.ghostworks;

import java.util.Optional;
import java.util.Set;

/** Which versions a change may start from: any, or one of some. */
public record ExpectedVersion(Optional<Set<Long>> versions) {

    /** Whatever is there now. */
    public static final ExpectedVersion ANY = new ExpectedVersion(Optional.empty());

    public ExpectedVersion {
        versions = versions.map(Set::copyOf);
    }

    /** One of these. */
    public static ExpectedVersion of(Set<Long> versions) {
        return new ExpectedVersion(Optional.of(versions));
    }

    /** Whether a change may start from {@code version}. */
    public boolean includes(long version) {
        return versions.map(some -> some.contains(version)).orElse(true);
    }
}
