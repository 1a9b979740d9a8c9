package io.ghostworks.jooq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code in a guide of this repository, so that tests can run what readers copy. */
final class Guide {

    private Guide() {}

    /** The first block of that language in a file, named from the top of the repository. */
    static String block(String file, String language) throws IOException {
        String text = Files.readString(Path.of("..", file));
        Matcher block = Pattern.compile("```" + language + "\\R(.*?)```", Pattern.DOTALL)
                .matcher(text);
        if (!block.find()) {
            throw new IllegalStateException(file + " has no " + language);
        }
        return block.group(1);
    }
}
