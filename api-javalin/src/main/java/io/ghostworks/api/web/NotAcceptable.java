package io.ghostworks.api.web;

/** The caller accepts no media type that we could answer in. */
final class NotAcceptable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotAcceptable(String detail) {
        super(detail);
    }
}
