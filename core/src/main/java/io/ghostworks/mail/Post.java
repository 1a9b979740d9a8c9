package io.ghostworks.mail;

/** Takes letters to a mail server, or wherever they go. Safe for all threads. */
@FunctionalInterface
public interface Post {

    /**
     * Hands one letter over, and waits no longer than a minute for that. The same letter may come again when it was not known
     * whether it was taken.
     *
     * @param id names the letter, the same at every attempt
     */
    Outcome send(MailId id, Letter letter);

    /** What became of a letter. What went wrong is the adapter's to report. */
    enum Outcome {
        /** Somebody else is responsible for it now. */
        TAKEN,
        /** It will never be taken, such as one to an address that the mail server does not know. */
        REFUSED,
        /** This letter may go later, and others now. */
        LATER,
        /** The way is blocked: this letter, and any other, may go later. */
        BLOCKED
    }
}
