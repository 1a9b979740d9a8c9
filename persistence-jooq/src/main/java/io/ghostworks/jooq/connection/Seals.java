package io.ghostworks.jooq.connection;

/** Seals tenant contexts, as {@code ghostworks.enter} wants them. Safe for all threads. */
@FunctionalInterface
public interface Seals {

    /** A seal that can be used from now on, for half a minute. */
    String seal(Ids ids);
}
