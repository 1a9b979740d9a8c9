package io.ghostworks.jooq.mutation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A protection taken out of the adapter's own code: a line of {@code java-mutations.txt}.
 *
 * @param isQuick whether every build runs it
 * @param protection what is taken out, in words
 * @param tests the classes of this module, below {@code io.ghostworks.jooq}, of which each must fail
 * @param file below {@code src/main/java/io/ghostworks/jooq}
 * @param there what stands in it, once
 * @param instead what takes its place
 */
record JavaMutation(boolean isQuick, String protection, List<String> tests, String file, String there, String instead) {

    private static final Path SOURCES =
            Path.of(System.getProperty("basedir", "."), "src", "main", "java", "io", "ghostworks", "jooq");

    JavaMutation {
        tests = List.copyOf(tests);
    }

    static List<JavaMutation> all() {
        InputStream file = Objects.requireNonNull(JavaMutation.class.getResourceAsStream("java-mutations.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(JavaMutation::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaMutation parse(String line) {
        String[] cells = line.split(" \\|(?: |$)", 6);
        return new JavaMutation(
                cells[0].equals("quick"), cells[1], List.of(cells[2].split(" ", -1)), cells[3], cells[4], cells[5]);
    }

    /** The source without the protection. */
    String mutated() throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
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
