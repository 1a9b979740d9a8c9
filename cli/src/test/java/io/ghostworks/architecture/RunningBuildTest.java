package io.ghostworks.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code ./ghostworks} builds before it runs: {@code -Prun,-spring -pl checkout -am}. */
class RunningBuildTest {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();
    private static final Pattern OURS = Pattern.compile("<artifactId>ghostworks-([a-z-]+)</artifactId>");
    private static final String CONTRACTS = "(?s)<profile>\\s*<!--[^>]*-->\\s*<id>contracts</id>.*?</profile>";

    @Test
    void buildsNoModuleThatOnlyTestsNeed() throws IOException {
        assertThat(modules(CONTRACTS))
                .contains("core", "persistence-jooq", "api-javalin", "cli", "build-tools")
                .doesNotContain("core-testing", "clients", "benchmarks");
        assertThat(modules("a profile that there is not")).contains("core-testing");
    }

    @Test
    void turnsTheContractsOffWhereItSaysSo() throws IOException {
        for (String module : modules(CONTRACTS)) {
            String pom = pom(module);
            if (pom.contains("ghostworks-core-testing")) {
                // Maven activates a profile by default unless another one of the same file is active.
                assertThat(pom).containsPattern("(?s)<id>contracts</id>\\s*<activation>\\s*<activeByDefault>true<");
                assertThat(pom).contains("<id>run</id>");
            }
        }
    }

    /** Maven reads the poms of all modules, and fetches what they import, whichever of them it then builds. */
    @Test
    void readsNoPomThatImportsTheVersionsOfSpring() throws IOException {
        String root = Files.readString(ROOT.resolve("pom.xml"));
        String spring = root.replaceFirst("(?s).*(<profile>(?:(?!<profile>).)*<id>spring</id>.*?</profile>).*", "$1");
        Pattern module = Pattern.compile("<module>([a-z-]+)</module>");
        assertThat(module.matcher(spring).results().map(found -> found.group(1)))
                .contains("spring-boot", "spring-boot-starter", "examples");
        for (MatchResult found :
                module.matcher(root.replace(spring, "")).results().toList()) {
            assertThat(pom(found.group(1))).as(found.group(1)).doesNotContain("<artifactId>spring-boot-dependencies<");
        }
        assertThat(Files.readAllLines(ROOT.resolve("ghostworks")))
                .filteredOn(line -> line.strip().startsWith("run_quietly \""))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("-spring"));
    }

    /**
     * The modules that Maven builds with {@code -am}, which follows test dependencies too.
     *
     * @param without what is left out of each pom
     */
    private static Set<String> modules(String without) throws IOException {
        Set<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of("checkout"));
        while (!open.isEmpty()) {
            String module = open.pop();
            if (found.add(module)) {
                open.addAll(dependencies(pom(module).replaceAll(without, "")));
            }
        }
        return found;
    }

    private static Set<String> dependencies(String pom) {
        String own = pom.replaceFirst("(?s).*?</parent>.*?</artifactId>", "");
        return OURS.matcher(own)
                .results()
                .map((MatchResult dependency) -> dependency.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String pom(String module) throws IOException {
        return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
    }
}
