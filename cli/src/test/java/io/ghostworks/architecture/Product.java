package io.ghostworks.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the rules look at: the classes and the sources of every module but the benchmarks, without tests. */
final class Product {

    static final Path ROOT =
            Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();

    /** What jOOQ generates, which keeps rules of its own. */
    static final String GENERATED = "io.ghostworks.jooq.generated..";

    /** Read once, for it takes half a minute. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.ghostworks");

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    private Product() {}

    /** A rule about nothing would pass for ever. */
    static void assertThereIs(String aPackage, int least) {
        assertThat(CLASSES.stream().filter(resideInAPackage(aPackage)))
                .as("the classes of " + aPackage)
                .hasSizeGreaterThanOrEqualTo(least);
    }

    /** The code of a module by the path of its file, without comments. */
    static Map<Path, String> sources(String module) throws IOException {
        Map<Path, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                found.put(file, COMMENT.matcher(Files.readString(file)).replaceAll(""));
            }
        }
        return found;
    }
}
