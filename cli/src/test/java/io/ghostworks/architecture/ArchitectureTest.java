package io.ghostworks.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.ghostworks.architecture.Product.CLASSES;
import static io.ghostworks.architecture.Product.GENERATED;
import static io.ghostworks.architecture.Product.assertThereIs;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.ghostworks.api.management.SystemStatus;
import io.ghostworks.api.web.TrustedProxies;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule about nothing would pass for ever, so each first proves that there is something it is about. */
class ArchitectureTest {

    private static final String[] CORE = {
        "io.ghostworks",
        "io.ghostworks.account",
        "io.ghostworks.artifact",
        "io.ghostworks.error",
        "io.ghostworks.mail",
        "io.ghostworks.tenancy",
        "io.ghostworks.tenant",
        "io.ghostworks.value"
    };
    private static final String API = "io.ghostworks.api";
    private static final List<String> NOUNS =
            List.of("account", "artifact", "management", "member", "page", "workspace");
    private static final String JOOQ = "io.ghostworks.jooq";

    @Test
    void coreDependsOnTheJdkAlone() {
        for (String aPackage : CORE) {
            assertThereIs(aPackage, 3);
        }

        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                        .or(resideInAnyPackage(
                                "java.lang..",
                                "java.util..",
                                "java.time..",
                                "java.math..",
                                "java.nio.charset..",
                                "java.nio",
                                "java.security..",
                                "java.text.."))
                        .or(resideInAPackage("org.jspecify.annotations")))
                .check(CLASSES);
    }

    @Test
    void routesKnowNoDatabase() {
        assertThereIs(API + "..", 20);
        assertThereIs(JOOQ + "..", 20);

        noClasses()
                .that()
                .resideInAnyPackage(API + "..", "io.ghostworks.crypto")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.jooq..",
                        "java.sql..",
                        "javax.sql..",
                        "org.postgresql..",
                        "com.zaxxer..",
                        JOOQ + "..",
                        "io.ghostworks.migrations..")
                .check(CLASSES);
    }

    @Test
    void nothingButTheServerPutsTheModulesTogether() {
        assertThereIs("io.ghostworks.cli.server", 10);

        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .or()
                .resideInAnyPackage(API + "..", "io.ghostworks.crypto", JOOQ + "..", "io.ghostworks.migrations..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ghostworks.cli..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(JOOQ + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(API + "..", "io.ghostworks.migrations..", "io.javalin..")
                .check(CLASSES);
    }

    @Test
    void onlyTheFaceOfTheApiIsSeenFromOutside() {
        for (String noun : NOUNS) {
            assertThereIs(API + "." + noun, 1);
        }

        noClasses()
                .that()
                .resideOutsideOfPackage(API + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(API + "..")
                        .and(DescribedPredicate.not(
                                resideInAPackage(API).or(belongToAnyOf(SystemStatus.class, TrustedProxies.class)))))
                .check(CLASSES);
    }

    @Test
    void nounsOfTheApiDoNotKnowEachOther() {
        for (String noun : NOUNS) {
            noClasses()
                    .that()
                    .resideInAPackage(API + "." + noun)
                    .should()
                    .dependOnClassesThat(resideInAPackage(API + "..")
                            .and(DescribedPredicate.not(
                                    resideInAnyPackage(API + "." + noun, API + ".web", API + ".jetty"))))
                    .check(CLASSES);
        }
        noClasses()
                .that()
                .resideInAPackage(API + ".web")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(API + "..").and(DescribedPredicate.not(resideInAPackage(API + ".web"))))
                .check(CLASSES);
    }

    /** Whoever changes a record of the core or of the adapter must not change the contract by it. */
    @Test
    void whatTheApiAnswersIsMadeOfItsOwnRecords() {
        List<JavaClass> records = CLASSES.stream()
                .filter(resideInAPackage(API + ".."))
                .filter(type -> type.isRecord() && (type.getSimpleName().endsWith("View") || isAnswer(type)))
                .toList();
        assertThat(records).extracting(JavaClass::getSimpleName).contains("ArtifactView", "Pool", "Problem", "TagView");

        assertThat(records.stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> !field.getOwner().getSimpleName().equals("ExtendedProblem"))
                        .flatMap(field -> field.getAllInvolvedRawTypes().stream()
                                .filter(raw -> !mayBeAnswered(raw))
                                .map(raw -> field.getFullName() + " shows " + raw.getName())))
                .isEmpty();
    }

    private static boolean mayBeAnswered(JavaClass type) {
        String aPackage = type.getPackageName();
        boolean isOurs = !aPackage.startsWith("io.ghostworks") || aPackage.startsWith(API);
        return isOurs && !type.isEquivalentTo(Object.class);
    }

    /** Answers that are no view of anything of the core. */
    private static boolean isAnswer(JavaClass type) {
        return resideInAPackage(API + ".management").test(type)
                || type.getSimpleName().endsWith("Problem");
    }

    @Test
    void migrationsKnowNoOtherModule() {
        assertThereIs("io.ghostworks.migrations", 5);

        noClasses()
                .that()
                .resideInAPackage("io.ghostworks.migrations..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.ghostworks..")
                        .and(DescribedPredicate.not(resideInAPackage("io.ghostworks.migrations.."))))
                .check(CLASSES);
    }

    /** They work where no server runs, and see what no request may. */
    @Test
    void operationsKnowTheMigrationsAloneAndOnlyTheProgramKnowsThem() {
        assertThereIs("io.ghostworks.operations..", 10);

        noClasses()
                .that()
                .resideInAPackage("io.ghostworks.operations..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.ghostworks..")
                        .and(DescribedPredicate.not(
                                resideInAnyPackage("io.ghostworks.operations..", "io.ghostworks.migrations.."))))
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("io.ghostworks.operations..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("io.ghostworks.operations..", "io.ghostworks.cli..")
                .check(CLASSES);
    }

    @Test
    void generatedClassesStayInTheirModule() {
        assertThereIs(GENERATED, 5);

        classes()
                .that()
                .resideInAPackage(GENERATED)
                .should()
                .onlyBeAccessed()
                .byAnyPackage(JOOQ + ".store", GENERATED)
                .check(CLASSES);
    }

    /** Each package of the adapter is known to those above it alone: connection, door, store, and the face of the module. */
    @Test
    void theAdapterKeepsItsConnectionsDoorsAndStoresToItself() {
        List<String> upwards = List.of(JOOQ + ".connection", JOOQ + ".door", JOOQ + ".store", JOOQ);
        for (int i = 0; i < upwards.size() - 1; i++) {
            assertThereIs(upwards.get(i), 5);

            classes()
                    .that()
                    .resideInAPackage(upwards.get(i))
                    .should()
                    .onlyHaveDependentClassesThat()
                    .resideInAnyPackage(upwards.subList(i, upwards.size()).toArray(String[]::new))
                    .check(CLASSES);
        }
    }

    @Test
    void theAdapterShowsNoJooqAndNoJdbcButTwoDoorsAndDataSources() {
        Set<String> shown = CLASSES.stream()
                .filter(resideInAPackage(JOOQ))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(type -> type.getMembers().stream())
                .filter(member -> !member.getModifiers().contains(JavaModifier.PRIVATE) && !isPackagePrivate(member))
                .flatMap(member -> technology(member).map(name -> member.getFullName() + " shows " + name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown)
                .hasSize(8)
                // Each of its statements is in the tenant of its caller.
                .contains(JOOQ + ".Database.dataSource() shows javax.sql.DataSource")
                // The pool of the application's role alone, or with that of the role that signs people in.
                .contains(
                        JOOQ + ".Database.over(javax.sql.DataSource, io.ghostworks.jooq.SealKey)"
                                + " shows javax.sql.DataSource",
                        JOOQ + ".Database.over(javax.sql.DataSource, java.util.function.Supplier)"
                                + " shows javax.sql.DataSource",
                        JOOQ + ".Database.over(javax.sql.DataSource, java.util.function.Supplier,"
                                + " io.ghostworks.jooq.RoleCheck) shows javax.sql.DataSource",
                        JOOQ + ".Database.over(javax.sql.DataSource, io.ghostworks.jooq.SealKey, javax.sql.DataSource)"
                                + " shows javax.sql.DataSource",
                        JOOQ + ".Database.over(javax.sql.DataSource, java.util.function.Supplier, javax.sql.DataSource)"
                                + " shows javax.sql.DataSource")
                .anyMatch(door -> door.startsWith(JOOQ + ".TenantTables.read(") && door.endsWith("org.jooq.DSLContext"))
                .anyMatch(
                        door -> door.startsWith(JOOQ + ".TenantTables.write(") && door.endsWith("org.jooq.DSLContext"));
    }

    private static boolean isPackagePrivate(JavaMember member) {
        return Stream.of(JavaModifier.PUBLIC, JavaModifier.PROTECTED).noneMatch(member.getModifiers()::contains);
    }

    /** The types of a technology in a signature, type arguments included. */
    private static Stream<String> technology(JavaMember member) {
        Stream<JavaClass> types = member instanceof JavaCodeUnit unit
                ? Stream.concat(
                        unit.getReturnType().getAllInvolvedRawTypes().stream(),
                        Stream.concat(
                                unit.getParameterTypes().stream()
                                        .flatMap(type -> type.getAllInvolvedRawTypes().stream()),
                                unit.getExceptionTypes().stream()))
                : member.getAllInvolvedRawTypes().stream();
        Predicate<JavaClass> isTechnology =
                resideInAnyPackage("org.jooq..", "java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..");
        return types.filter(isTechnology).map(JavaClass::getName).distinct();
    }
}
