package io.ghostworks.api.web;

import java.io.IOException;

/** The caller went away in the middle. Nobody is there to be told, and nothing is wrong with us. */
public final class CallerGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final IOException cause;

    public CallerGone(IOException cause) {
        super("the caller went away", cause);
        this.cause = cause;
    }

    @Override
    public synchronized IOException getCause() {
        return cause;
    }
}
