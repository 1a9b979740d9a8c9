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
 */
public record PoolStatus(int size, int maxOverflow, int active, int idle, int waiting, int total) {

    /** How many more than {@link #size} are open. */
    public int overflow() {
        return Math.max(0, total - size);
    }
}
