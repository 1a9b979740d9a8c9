package io.ghostworks.cli.mail;

import io.ghostworks.Mailing;
import io.ghostworks.error.Unavailable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends letters in a thread of its own: when one may wait, and every quarter of a minute for those that are to be tried again. */
public final class MailLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailLoop.class);

    private static final long SECONDS_BETWEEN_LOOKS = 15;

    /** One permit if somebody said that a letter may wait; and one at the start, for those of before. */
    private final Semaphore waiting = new Semaphore(1);

    private final Mailing mailing;
    private final Thread thread;

    public MailLoop(Mailing mailing) {
        this.mailing = mailing;
        this.thread = Thread.ofVirtual().name("mail").unstarted(this::run);
    }

    public MailLoop start() {
        thread.start();
        return this;
    }

    /** A letter may wait. Returns at once. */
    public void wake() {
        waiting.release();
    }

    private void run() {
        try {
            while (true) {
                boolean asked = waiting.tryAcquire(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
                if (asked) {
                    waiting.drainPermits();
                }
                deliver();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver() {
        try {
            mailing.deliver();
        } catch (Unavailable outage) {
            LOG.debug("Letters wait for the database", outage);
        } catch (RuntimeException defect) {
            LOG.error("Letters wait", defect);
        }
    }

    /** Ends the thread; a letter that is on its way may be sent again later. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
