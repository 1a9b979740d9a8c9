package io.ghostworks;

import io.ghostworks.artifact.ArtifactContent;

/** One line of an import, numbered from 1: an artifact to make, or what is wrong with it. */
public sealed interface ImportLine {

    /** The line's number in its file, from 1. */
    long number();

    /** A line that can be stored. */
    record Good(long number, ArtifactContent content) implements ImportLine {}

    /** A line that cannot, with the code and message of the error. */
    record Bad(long number, String code, String message) implements ImportLine {}
}
