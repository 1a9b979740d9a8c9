package io.ghostworks.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.ghostworks.architecture.Product.CLASSES;
import static io.ghostworks.architecture.Product.GENERATED;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packages of all modules: none knows one that knows it, directly or by others. */
class PackagesTest {

    /** Every package is a slice. */
    private static final ArchRule NO_CIRCLE =
            slices().matching("io.(**)").should().beFreeOfCycles();

    @Test
    void noPackageIsKnownToOneThatItKnows() {
        assertThat(CLASSES.stream().map(type -> type.getPackageName()).collect(Collectors.toSet()))
                .contains("io.ghostworks.authoring", "io.ghostworks.testing.memory", "io.ghostworks.build")
                .hasSizeGreaterThan(40);

        NO_CIRCLE.check(CLASSES.that(resideOutsideOfPackage(GENERATED)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "migrations", "persistence-jooq", "api-javalin", "cli"})
    void drawsEveryImportInTheDocument(String module) throws IOException {
        Set<String> packages = packages(module);
        Map<String, Set<String>> arrows = new TreeMap<>();
        CLASSES.that(resideOutsideOfPackage(GENERATED)).stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .forEach(known -> {
                    String from = known.getOriginClass().getPackageName();
                    String to = known.getTargetClass().getPackageName();
                    if (packages.contains(from) && packages.contains(to) && !from.equals(to)) {
                        arrows.computeIfAbsent(name(from), any -> new TreeSet<>())
                                .add(name(to));
                    }
                });
        Set<String> lines = arrows.entrySet().stream()
                .map(from -> "  " + from.getKey() + " --> " + String.join(" & ", from.getValue()))
                .collect(toCollection(TreeSet::new));

        String document = Files.readString(Product.ROOT.resolve("docs/architecture.md"));
        String picture = document.replaceFirst("(?s).*\n`" + module + "`:?\n\n```mermaid\ngraph TD\n(.*?)```.*", "$1");
        assertThat(picture.lines()).containsExactlyElementsOf(lines);
    }

    private static Set<String> packages(String module) throws IOException {
        Path sources = Product.ROOT.resolve(module).resolve("src/main/java");
        return Product.sources(module).keySet().stream()
                .map(file ->
                        String.valueOf(sources.relativize(file).getParent()).replace(File.separatorChar, '.'))
                .collect(Collectors.toSet());
    }

    private static String name(String aPackage) {
        return aPackage.substring(aPackage.lastIndexOf('.') + 1);
    }

    /** The rule finds something: what jOOQ generates has circles. */
    @Test
    void findsTheCirclesOfGeneratedPackages() {
        assertThatThrownBy(() -> NO_CIRCLE.check(CLASSES.that(resideInAPackage(GENERATED))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected: Slice ghostworks.jooq.generated");
    }
}
