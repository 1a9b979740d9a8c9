package io.ghostworks.jooq;

/** A {@link Database} cannot work with what it was given, and somebody has to change that: the message says what and how. */
public final class UnusableDatabase extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnusableDatabase(String problem, String remedy) {
        super(problem + ": " + remedy);
        this.remedy = remedy;
    }

    /** What to do, in the words of the message and without a full stop. */
    public String remedy() {
        return remedy;
    }
}
