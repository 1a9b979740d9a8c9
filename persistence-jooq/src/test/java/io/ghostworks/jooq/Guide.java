package io.ghostworks.jooq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The code in a guide of this repository, so that tests can run what readers copy. */
final class Guide {

    private Guide() {}

    /** The first block of that language in a file, named from the top of the repository. */
    static String block(String file, String language) throws IOException {
        List<String> blocks = blocks(file, language);
        if (blocks.isEmpty()) {
            throw new IllegalStateException(file + " has no " + language);
        }
        return blocks.getFirst();
    }

    /** All of them. */
    static List<String> blocks(String file, String language) throws IOException {
        String text = Files.readString(Path.of("..", file));
        return Pattern.compile("```" + language + "\\R(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
