package io.ghostworks.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.ghostworks.architecture.Product.CLASSES;
import static io.ghostworks.architecture.Product.assertThereIs;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An error has one name in the database and one on the wire; one class alone knows each. */
class ErrorCodesTest {

    /** They act on what PostgreSQL says to an administrator, and no request comes through them. */
    private static final DescribedPredicate<JavaClass> TOOLS =
            resideInAnyPackage("io.ghostworks.migrations..", "io.ghostworks.authoring..", "io.ghostworks.build..");

    /** Of JDBC and pgjdbc, then of jOOQ. */
    private static final Set<String> READS_A_STATE =
            Set.of("getSQLState", "sqlState", "sqlStateClass", "sqlStateSubclass");

    private static final Set<String> NAMES_A_STATE = Set.of(
            "org.postgresql.util.PSQLState", "org.jooq.exception.SQLStateClass", "org.jooq.exception.SQLStateSubclass");

    /** Five characters, the first two of a class that PostgreSQL has. */
    private static final Pattern STATE =
            Pattern.compile("\"(?:0[0-9A-Z]|2[0-9A-Z]|3[0-9A-Z]|4[0-9A-Z]|5[0-9A-Z]|F0|GW|HV|P0|XX)[0-9A-Z]{3}\"");

    /** From 400 to 451 and from 500 to 511, as IANA lists them; other numbers of three digits are sizes. */
    private static final Pattern STATUS =
            Pattern.compile("(?<![\\w.])(?:4[0-4]\\d|45[01]|50\\d|51[01])(?![\\w.])|HttpStatus\\b|\\bSC_[A-Z]");

    private static final Pattern TEXT = Pattern.compile("\"(?:\\\\.|[^\"\\\\\\n])*\"");

    private static final Predicate<JavaClass> OF_HTTP =
            resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..");

    /** The servlet's and Jetty's ways to a status, past Javalin's. */
    private static final Set<String> SETS_A_STATUS = Set.of("setStatus", "sendError", "writeError");

    @Test
    void oneClassAloneReadsSqlStatesWhereRequestsAreServed() {
        assertThat(named(CLASSES.stream().filter(DescribedPredicate.not(TOOLS)).filter(ErrorCodesTest::readsAState)))
                .containsExactly("SqlErrors");
    }

    @Test
    void toolsReadSqlStatesInFewPlaces() {
        assertThat(named(CLASSES.stream().filter(TOOLS).filter(ErrorCodesTest::readsAState)))
                .containsExactly(
                        "DatabaseProblem",
                        "InheritedColumns",
                        "Kind",
                        "LockPatience",
                        "ProofSession",
                        "Provisioner",
                        "Scratch",
                        "SealKeys",
                        "Sql");
    }

    private static boolean readsAState(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                        .anyMatch(access ->
                                READS_A_STATE.contains(access.getTarget().getName()))
                || type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(known ->
                                NAMES_A_STATE.contains(known.getTargetClass().getName()));
    }

    /** A data source has to name a state in what it throws itself; none of these reads one. */
    @Test
    void otherSourcesNameASqlStateOnlyWhereTheyAreADriver() throws IOException {
        assertThat(files(
                        List.of("core", "persistence-jooq", "api-javalin", "cli", "operations"),
                        source -> STATE.matcher(source).find()))
                .containsExactly(
                        "ApplicationTransaction.java",
                        "ArmedConnection.java",
                        "PlainStatement.java",
                        "SqlErrors.java",
                        "Whereabouts.java");
    }

    @Test
    void oneClassAloneAnswersExceptions() {
        assertThereIs("io.ghostworks.error", 8);

        // A switch over patterns leaves no trace that could be looked for; handing exceptions to Javalin does.
        assertThat(named(CLASSES.stream().filter(calls(Set.of("exception", "error")))))
                .containsExactly("Problems");
        noClasses()
                .should()
                .callConstructorWhere(target(owner(assignableTo(HttpResponseException.class)
                        .or(assignableTo("org.eclipse.jetty.http.HttpException")))))
                .check(CLASSES);
    }

    /**
     * Health has two answers, and no error. The commands that read a server's answers are on the other side of the wire, and what a
     * mail server answers is of another protocol.
     */
    @Test
    void noOtherSourceNamesTheStatusOfAnError() throws IOException {
        Set<String> naming = files(
                List.of("api-javalin", "cli"),
                source -> !source.contains("package io.ghostworks.cli.transfer;")
                        && !source.contains("package io.ghostworks.cli.mail;")
                        && STATUS.matcher(TEXT.matcher(source).replaceAll("")).find());

        assertThat(naming).containsExactly("Problems.java", "SystemRoutes.java");
    }

    @Test
    void noOtherClassGoesPastJavalinToSetAStatus() {
        assertThat(named(CLASSES.stream().filter(calls(SETS_A_STATUS)))).containsExactly("JettyErrors", "Problems");
    }

    private static Predicate<JavaClass> calls(Set<String> methods) {
        return type -> type.getAccessesFromSelf().stream()
                .map(JavaAccess::getTarget)
                .anyMatch(called -> OF_HTTP.test(called.getOwner()) && methods.contains(called.getName()));
    }

    private static Set<String> named(Stream<JavaClass> types) {
        return types.map(JavaClass::getSimpleName).collect(toCollection(TreeSet::new));
    }

    private static Set<String> files(List<String> modules, Predicate<String> sought) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String module : modules) {
            for (Map.Entry<Path, String> source : Product.sources(module).entrySet()) {
                if (sought.test(source.getValue())) {
                    found.add(source.getKey().getFileName().toString());
                }
            }
        }
        return found;
    }
}
