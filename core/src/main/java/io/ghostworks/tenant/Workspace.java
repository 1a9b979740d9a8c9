package io.ghostworks.tenant;

/** A tenant as one of its members sees it. */
public record Workspace(Tenant tenant, Role role) {}
