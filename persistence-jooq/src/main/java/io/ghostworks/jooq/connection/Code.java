package io.ghostworks.jooq.connection;

/** Whose statements run through a door. */
public enum Code {
    /** Our stores': their text is fixed, and leaves nothing on a connection. */
    OURS,
    /** An embedding service's: anything. What it leaves on a connection is removed, or the connection is closed. */
    FOREIGN
}
