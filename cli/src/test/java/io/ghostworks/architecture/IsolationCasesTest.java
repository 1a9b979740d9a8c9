package io.ghostworks.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each case of docs/isolation-cases.md has a test with its number in its name. */
class IsolationCasesTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");
    private static final Pattern NUMBER = Pattern.compile("(?:void case|^ {4}CASE_)(\\d\\d)", Pattern.MULTILINE);
    private static final Pattern CASE = Pattern.compile("(?:^|[ *])(\\d{1,2}) ", Pattern.MULTILINE);
    private static final int LAST = 34;
    /** docs/isolation-cases.md says why. */
    private static final Set<Integer> WITHOUT = Set.of(32);

    @Test
    void haveATestEach() throws IOException {
        Set<Integer> tested = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(ROOT)) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/"))
                    .forEach(file -> NUMBER.matcher(read(file))
                            .results()
                            .forEach(found -> tested.add(Integer.parseInt(found.group(1)))));
        }
        Set<Integer> wanted = IntStream.rangeClosed(1, LAST)
                .boxed()
                .filter(number -> !WITHOUT.contains(number))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tested).containsAll(wanted).allMatch(number -> number <= LAST);
    }

    @Test
    void areListedOnceEach() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/isolation-cases.md"));

        assertThat(IntStream.rangeClosed(1, LAST))
                .allMatch(number -> CASE.matcher(page)
                        .results()
                        .anyMatch(found -> found.group(1).equals(String.valueOf(number))));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
