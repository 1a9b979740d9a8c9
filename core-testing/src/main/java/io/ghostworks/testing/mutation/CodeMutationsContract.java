package io.ghostworks.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Without a protection its tests fail. A table beside the class that extends this has a line for each protection, with {@code |} between
 * quick or full, what is taken out in words, the tests of which each must fail, the file, what is there, and what takes its place. With the
 * system property {@code ghostworks.mutations=all} all run, else the quick ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CodeMutationsContract {

    private static final boolean ALL = "all".equals(System.getProperty("ghostworks.mutations"));
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final String table;
    private final Path sources;
    private final String tests;

    /**
     * @param table the name of the resource
     * @param sources where the files of the table are
     * @param tests the package of the tests of the table, with a dot at its end
     */
    protected CodeMutationsContract(String table, Path sources, String tests) {
        this.table = table;
        this.sources = sources;
        this.tests = tests;
    }

    /** What the JVM of the tests gets in its environment besides that of this one. */
    protected Map<String, String> environment() {
        return Map.of();
    }

    Stream<CodeMutation> mutations() {
        return CodeMutation.parse(text()).stream().filter(mutation -> ALL || mutation.isQuick());
    }

    private String text() {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream(table), table)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("mutations")
    final void isNoticedByEachTestThatIsNamed(CodeMutation mutation, @TempDir Path classes)
            throws IOException, InterruptedException {
        compile(mutation, classes);
        for (String test : mutation.tests()) {
            ProcessBuilder run = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classes + File.pathSeparator + CLASS_PATH,
                            MutatedRun.class.getName(),
                            tests + test))
                    .redirectErrorStream(true)
                    .directory(Path.of(System.getProperty("basedir", ".")).toFile());
            run.environment().putAll(environment());
            Process started = run.start();
            String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(started.waitFor()).as(test + "\n" + said).isEqualTo(MutatedRun.NOTICED);
        }
    }

    private void compile(CodeMutation mutation, Path classes) throws IOException {
        String text = mutation.mutated(sources);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        SimpleJavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///" + mutation.file()), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of("-proc:none", "-nowarn", "-classpath", CLASS_PATH, "-d", classes.toString()),
                        null,
                        List.of(source))
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
    }
}
