package io.ghostworks.tenant;

import java.util.Optional;

/** The parts of a membership to replace; what is empty stays as it is. */
public record MemberChange(Optional<Role> role, Optional<Boolean> isActive) {}
