package io.ghostworks.api.web;

/** Where the API's calls live. */
public final class Paths {

    /** In front of every call but the system's. */
    public static final String BASE = "/api/v1";

    public static final String WORKSPACES = BASE + "/workspaces";
    public static final String WORKSPACE = WORKSPACES + "/{workspace}";

    private Paths() {}
}
