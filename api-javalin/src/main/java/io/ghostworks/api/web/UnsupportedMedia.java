package io.ghostworks.api.web;

/** A body of a media type, charset or content coding that is not understood here. */
final class UnsupportedMedia extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isCoding;

    private UnsupportedMedia(String detail, boolean isCoding) {
        super(detail);
        this.isCoding = isCoding;
    }

    static UnsupportedMedia type(String detail) {
        return new UnsupportedMedia(detail, false);
    }

    static UnsupportedMedia coding() {
        return new UnsupportedMedia("The body must not be compressed (Content-Encoding).", true);
    }

    /** Whether it is the content coding that is not understood, which the answer must say (RFC 9110, section 15.5.16). */
    boolean isCoding() {
        return isCoding;
    }
}
