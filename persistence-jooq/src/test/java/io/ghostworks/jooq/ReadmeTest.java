package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java that README.md and docs/embedding.md show is that of the examples. That of examples/plain compiles and runs here; as others
 * build them, with what is published alone, the module examples builds all.
 */
class ReadmeTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "plain", "src", "main", "java", "com", "example");

    @Test
    void embedsInFifteenLines() throws IOException {
        assertThat(Guide.block("README.md", "java").lines().count()).isLessThanOrEqualTo(15);
    }

    @Test
    void showsOnlyCodeOfTheExamples() throws IOException {
        List<String> sources = sources().map(ReadmeTest::unindented).toList();
        List<String> shown = Stream.concat(
                        Guide.blocks("README.md", "java").stream(), Guide.blocks("docs/embedding.md", "java").stream())
                .map(ReadmeTest::unindented)
                .toList();

        assertThat(shown).hasSizeGreaterThan(3);
        assertThat(shown)
                .allSatisfy(block -> assertThat(sources)
                        .anySatisfy(source -> assertThat(source).contains(block)));
    }

    @Test
    void takesTheFirstSteps(@TempDir Path directory) throws Exception {
        String[] arguments = Stream.concat(
                        Stream.of("-cp", System.getProperty("java.class.path"), "-d", directory.toString()),
                        files().map(Path::toString))
                .toArray(String[]::new);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                .isZero();

        assertThat(run(directory)).isEqualToIgnoringNewLines("Report");
    }

    private static String run(Path classes) throws Exception {
        PrintStream terminal = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        URL[] place = {classes.toUri().toURL()};
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (URLClassLoader loader = new URLClassLoader(place, ReadmeTest.class.getClassLoader())) {
            loader.loadClass("com.example.FirstSteps")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(terminal);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static String unindented(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static Stream<String> sources() throws IOException {
        Stream.Builder<String> sources = Stream.builder();
        try (Stream<Path> files = Files.find(
                Path.of("..", "examples"),
                12,
                (file, is) ->
                        file.toString().endsWith(".java") && !file.toString().contains("target"))) {
            for (Path file : files.toList()) {
                sources.add(Files.readString(file));
            }
        }
        return sources.build();
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            return files.sorted().toList().stream();
        }
    }
}
