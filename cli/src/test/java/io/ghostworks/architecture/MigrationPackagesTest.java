package io.ghostworks.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.ghostworks.architecture.Product.CLASSES;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of {@code migrations}: who may know whom, and what nobody outside of the module uses. */
class MigrationPackagesTest {
    private static final String FACE = "io.ghostworks.migrations";

    /** From below to above: no package knows one that stands under it here. */
    private static final Map<String, List<String>> MAY_KNOW = Map.ofEntries(
            entry("database", List.of()),
            entry("sql", List.of()),
            entry("lock", List.of("database")),
            entry("flyway", List.of("database", "sql")),
            entry("provisioning", List.of("database", "sql", "lock")),
            entry("", List.of("database", "sql", "lock", "flyway", "provisioning")),
            entry("snapshot", List.of("database")),
            entry("command", List.of("database", "provisioning")),
            entry("doctor", List.of("database")));

    private static final String[] AUTHORING = {"io.ghostworks.authoring.."};

    /** Each with who may use it besides the module. */
    private static final Map<String, String[]> CLOSED =
            Map.of("sql", AUTHORING, "lock", new String[0], "flyway", AUTHORING);

    @Test
    void everyPackageKnowsOnlyWhatItIsTold() {
        Set<String> packages = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(FACE))
                .collect(Collectors.toSet());
        assertThat(packages)
                .isEqualTo(MAY_KNOW.keySet().stream()
                        .map(MigrationPackagesTest::named)
                        .collect(Collectors.toSet()));

        MAY_KNOW.forEach((name, known) -> noClasses()
                .that()
                .resideInAPackage(named(name))
                .should()
                .dependOnClassesThat(resideInAPackage(FACE + "..")
                        .and(DescribedPredicate.not(resideInAnyPackage(Stream.concat(Stream.of(name), known.stream())
                                .map(MigrationPackagesTest::named)
                                .toArray(String[]::new)))))
                .check(CLASSES));
    }

    @Test
    void noPackageIsKnownToOneThatItKnows() {
        for (String name : MAY_KNOW.keySet()) {
            assertThat(reached(name))
                    .as("what %s knows, directly or not", named(name))
                    .doesNotContain(name);
        }
    }

    private static Set<String> reached(String name) {
        return MAY_KNOW.getOrDefault(name, List.of()).stream()
                .flatMap(known -> Stream.concat(Stream.of(known), reached(known).stream()))
                .collect(Collectors.toSet());
    }

    @Test
    void nothingOutsideOfTheModuleUsesAClosedPackage() {
        CLOSED.forEach((closed, others) -> classes()
                .that()
                .resideInAPackage(named(closed))
                .should()
                .onlyHaveDependentClassesThat(resideInAPackage(FACE + "..").or(resideInAnyPackage(others)))
                .check(CLASSES));
    }

    private static String named(String name) {
        return name.isEmpty() ? FACE : FACE + "." + name;
    }
}
