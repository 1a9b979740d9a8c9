package io.ghostworks.jooq.connection;

/**
 * Where a statement runs, as far as its failure means something else there.
 *
 * @param isReadOnly whether it is on purpose that nothing can be written
 * @param code whose statement it is
 */
public record Inside(boolean isReadOnly, Code code) {}
