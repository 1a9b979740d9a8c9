package io.ghostworks;

import io.ghostworks.artifact.ArtifactContent;

/** One line of an import, numbered from 1: an artifact to make, or what is wrong with it. */
public sealed interface ImportLine {

    /** The line's number in its file, from 1. */
    long number();

    /**
     * A line that can be stored.
     *
     * @param bytes about how long it was in its file, which bounds how many are held at a time; 0 where unknown
     */
    record Good(long number, ArtifactContent content, long bytes) implements ImportLine {

        /** One of unknown length. */
        public Good(long number, ArtifactContent content) {
            this(number, content, 0);
        }
    }

    /** A line that cannot, with the code and message of the error. */
    record Bad(long number, String code, String message) implements ImportLine {}
}
