package io.ghostworks.jooq.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Without a protection in the adapter's own code its tests fail. {@code ./ghostworks verify --mutations} runs all, any other
 * build the quick ones.
 */
class JavaMutationsTest {

    private static final boolean ALL = "all".equals(System.getProperty("ghostworks.mutations"));
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    Path classes;

    static Stream<JavaMutation> mutations() {
        return JavaMutation.all().stream().filter(mutation -> ALL || mutation.isQuick());
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void isNoticedByEachTestThatIsNamed(JavaMutation mutation) throws IOException, InterruptedException {
        compile(mutation);
        for (String test : mutation.tests()) {
            ProcessBuilder run = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classes + File.pathSeparator + CLASS_PATH,
                            MutatedRun.class.getName(),
                            "io.ghostworks.jooq." + test))
                    .redirectErrorStream(true)
                    .directory(Path.of(System.getProperty("basedir", ".")).toFile());
            // The server of this JVM, so that each run needs no server of its own.
            run.environment().put("DATABASE_URL", server());
            Process started = run.start();
            String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(started.waitFor()).as(test + "\n" + said).isEqualTo(MutatedRun.NOTICED);
        }
    }

    private static String server() {
        DatabaseUrl admin = TestDatabases.shared().admin();
        String password = URLEncoder.encode(String.valueOf(admin.password()), StandardCharsets.UTF_8);
        return admin.toString().replaceFirst("@", ":" + password + "@");
    }

    private void compile(JavaMutation mutation) throws IOException {
        String text = mutation.mutated();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        SimpleJavaFileObject source =
                new SimpleJavaFileObject(
                        URI.create("string:///io/ghostworks/jooq/" + mutation.file()),
                        SimpleJavaFileObject.Kind.SOURCE) {
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
