package io.ghostworks.testing.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A protection taken out of code: a line of a table.
 *
 * @param isQuick whether every build runs it
 * @param protection what is taken out, in words
 * @param tests the classes of which each must fail, below the package of the tests
 * @param file below the directory of the sources
 * @param there what stands in it, once
 * @param instead what takes its place
 */
record CodeMutation(boolean isQuick, String protection, List<String> tests, String file, String there, String instead) {

    CodeMutation {
        tests = List.copyOf(tests);
    }

    static List<CodeMutation> parse(String table) {
        return table.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(CodeMutation::parseLine)
                .toList();
    }

    private static CodeMutation parseLine(String line) {
        String[] cells = line.split(" \\|(?: |$)", 6);
        return new CodeMutation(
                cells[0].equals("quick"), cells[1], List.of(cells[2].split(" ", -1)), cells[3], cells[4], cells[5]);
    }

    /** The source without the protection. */
    String mutated(Path sources) throws IOException {
        String source = Files.readString(sources.resolve(file));
        if (Pattern.compile(there, Pattern.LITERAL).matcher(source).results().count() != 1) {
            throw new IllegalStateException(file + " does not have this once: " + there);
        }
        return source.replace(there, instead);
    }

    @Override
    public String toString() {
        return protection;
    }
}
