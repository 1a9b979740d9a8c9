package io.ghostworks.tenant;

/** A workspace that somebody has joined, and as what. */
public record Joined(TenantId tenant, String name, Slug slug, Role role) {}
