package io.ghostworks.migrations.lock;

import io.ghostworks.migrations.database.DatabaseProblem;

/** Waiting, where an interrupt means: give up. */
public final class Pause {
    private Pause() {}

    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseProblem("interrupted while waiting for the database", e);
        }
    }
}
