package io.ghostworks.jooq.isolation;

/** How hostile SQL gets to run as the application's role. */
enum Manner {
    /** Through an embedding service's door, a transaction for each statement, on the connection that B's requests use. */
    DOOR_READ,
    /** Through an embedding service's door, in one transaction. */
    DOOR_WRITE,
    /** With the role's password, in a transaction of its own that is committed. */
    ALONE,
    /** With the role's password, in one transaction with many other attacks, by the simple query protocol. */
    TOGETHER
}
