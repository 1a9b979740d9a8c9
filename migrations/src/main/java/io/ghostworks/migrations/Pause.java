package io.ghostworks.migrations;

/** Waiting, where an interrupt means: give up. */
final class Pause {
    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseProblem("interrupted while waiting for the database", e);
        }
    }
}
