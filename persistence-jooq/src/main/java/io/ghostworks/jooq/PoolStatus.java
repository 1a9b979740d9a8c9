package io.ghostworks.jooq;

/**
 * How full a pool is, at one moment.
 *
 * @param size connections kept open
 * @param maxOverflow more connections under load
 * @param active lent out now
 * @param idle open and free
 * @param waiting callers that wait for one
 * @param total open, lent out or free
 * @param counts what happened since the pool was opened
 */
public record PoolStatus(int size, int maxOverflow, int active, int idle, int waiting, int total, Counts counts) {

    /**
     * What happened since the pool was opened.
     *
     * @param borrows connections lent out
     * @param borrowNanos how long those who got one waited, together
     * @param timeouts callers who got none in time
     * @param connects connections made
     * @param connectFailures attempts to connect that failed
     */
    public record Counts(long borrows, long borrowNanos, long timeouts, long connects, long connectFailures) {}

    /** How many may be open. */
    public int limit() {
        return size + maxOverflow;
    }

    /** How many more than {@link #size} are open. */
    public int overflow() {
        return Math.max(0, total - size);
    }
}
