package io.ghostworks.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the documents say of this repository is so: links lead somewhere, named files and tests exist, the picture is that of the poms. */
class DocumentsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();
    private static final Set<String> PASSED_OVER = Set.of("target", "node_modules", ".git", ".ghostworks", ".idea");
    private static final Pattern LINK = Pattern.compile("\\]\\((?![a-z]+:|#)([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern NAMED = Pattern.compile("`([A-Za-z0-9_]+\\.(?:java|sql|txt|json))`");

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|Contract))(?:\\.(?!java)(\\w+)|\\.java)?`");

    @Test
    void leadsEveryRelativeLinkToAFile() throws IOException {
        Set<String> dead = new TreeSet<>();
        int links = 0;
        for (Path document : files(".md")) {
            for (MatchResult link : matches(LINK, document)) {
                links++;
                Path target = document.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target)) {
                    dead.add(ROOT.relativize(document) + " -> " + link.group(1));
                }
            }
        }
        assertThat(links).isGreaterThan(25);
        assertThat(dead).isEmpty();
    }

    @Test
    void namesFilesInTheArchitectureThatExist() throws IOException {
        Set<String> existing =
                files("").stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        List<String> named = matches(NAMED, ROOT.resolve("docs/architecture.md")).stream()
                .map(match -> match.group(1))
                .toList();
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(existing).containsAll(named);
    }

    @Test
    void namesTestsThatExist() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Path file : files("Test.java", "Contract.java")) {
            String name = file.getFileName().toString().replace(".java", "");
            sources.merge(name, Files.readString(file), String::concat);
        }
        Set<String> gone = new TreeSet<>();
        int named = 0;
        for (Path document : files(".md")) {
            // What the change log says was true when it was written.
            if (document.endsWith("CHANGELOG.md")) {
                continue;
            }
            for (MatchResult test : matches(TEST, document)) {
                named++;
                if (!isThere(sources.get(test.group(1)), test.group(2))) {
                    gone.add(ROOT.relativize(document) + ": " + test.group());
                }
            }
        }
        assertThat(named).isGreaterThan(100);
        assertThat(gone).isEmpty();
    }

    /** A promise without a test is none. Attacks are named as AttackTest runs them. */
    @Test
    void namesATestBehindEachPromise() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/security.md"));
        List<String> tests = Stream.of(
                        "| promise | how | test |\n| --- | --- | --- |\n",
                        "| what | how | test |\n| --- | --- | --- |\n")
                .map(head -> page.substring(page.indexOf(head) + head.length()))
                .flatMap(table -> table.lines().takeWhile(line -> line.startsWith("|")))
                .map(row -> row.replaceFirst(".* \\| (?=[^|]+ \\|$)", ""))
                .toList();
        String attacks = Files.readString(files("Attack.java").getFirst());

        assertThat(tests)
                .hasSizeGreaterThan(35)
                .allSatisfy(named -> assertThat(named).containsPattern(TEST));
        assertThat(Pattern.compile("`([A-Z]+(?:_[A-Z0-9]+)+)(?:…)?`")
                        .matcher(String.join("\n", tests))
                        .results())
                .isNotEmpty()
                .allSatisfy(attack -> assertThat(attacks).contains("    " + attack.group(1)));
    }

    private static boolean isThere(@Nullable String source, @Nullable String method) {
        return source != null && (method == null || source.contains("void " + method + "("));
    }

    @Test
    void drawsTheModulesAsThePomsHaveThem() throws IOException {
        Set<String> modules = modules();
        Set<String> arrows = new TreeSet<>();
        for (String module : modules) {
            Pattern dependency = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
            // Those of plugins come after <build>, and those that are only managed are no dependencies.
            String pom = pom(module).replaceFirst("(?s)<build>.*|<dependencyManagement>.*", "");
            for (MatchResult found : dependency.matcher(pom).results().toList()) {
                String text = found.group(1);
                if (text.contains("<groupId>io.ghostworks</groupId>") && !text.contains("<scope>test</scope>")) {
                    arrows.add(module + " --> "
                            + text.replaceFirst("(?s).*<artifactId>ghostworks-([a-z-]+)</artifactId>.*", "$1"));
                }
            }
        }
        String picture = Files.readString(ROOT.resolve("docs/architecture.md"))
                .replaceFirst("(?s).*?```mermaid\n(.*?)```.*", "$1");

        assertThat(arrows).hasSizeGreaterThan(8);
        assertThat(picture.lines().map(String::strip).filter(line -> line.contains("-->")))
                .containsExactlyInAnyOrderElementsOf(arrows);
        assertThat(modules).allSatisfy(module -> assertThat(picture).containsPattern("\\b" + module + "\\b"));
    }

    @Test
    void namesEveryPublishedLibraryWithItsVersionInTheBillOfMaterials() throws IOException {
        Pattern version = Pattern.compile("<version>(.*?)</version>");
        Set<String> published = new TreeSet<>();
        for (String module : modules()) {
            String pom = pom(module);
            if (!pom.contains("<packaging>pom</packaging>") && !pom.contains("<maven.deploy.skip>true")) {
                published.add("ghostworks-" + module);
            }
        }
        Path bom = ROOT.resolve("bom/pom.xml");

        assertThat(matches(Pattern.compile("<artifactId>(ghostworks-[a-z-]+)</artifactId>"), bom))
                .extracting(library -> library.group(1))
                .filteredOn(library -> !library.equals("ghostworks-bom"))
                .containsExactlyInAnyOrderElementsOf(published);
        assertThat(matches(version, bom).getFirst().group(1))
                .isEqualTo(matches(version, ROOT.resolve("pom.xml")).getFirst().group(1));
    }

    @Test
    void listsEveryDecisionAndTellsHowItWasMeasured() throws IOException {
        String index = Files.readString(ROOT.resolve("docs/adr/README.md"));
        List<Path> decisions = files(".md").stream()
                .filter(file -> file.getFileName().toString().matches("\\d{4}-.*"))
                .toList();
        assertThat(decisions).hasSizeGreaterThan(10);
        assertThat(decisions).allSatisfy(decision -> {
            assertThat(index).contains("](" + decision.getFileName() + ")");
            assertThat(Files.readString(decision))
                    .containsPattern("(?m)^## (How it was measured|How it was proven|Measured)$");
        });
    }

    private static List<MatchResult> matches(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results().toList();
    }

    private static List<Path> files(String... suffixes) throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                30,
                (file, attributes) -> attributes.isRegularFile()
                        && Stream.of(suffixes).anyMatch(file.getFileName().toString()::endsWith)
                        && Stream.iterate(file, path -> path != null && !path.equals(ROOT), Path::getParent)
                                .noneMatch(path -> PASSED_OVER.contains(String.valueOf(path.getFileName()))))) {
            return files.toList();
        }
    }

    private static Set<String> modules() throws IOException {
        return matches(Pattern.compile("<module>([a-z-]+)</module>"), ROOT.resolve("pom.xml")).stream()
                .map(module -> module.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String pom(String module) throws IOException {
        return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
    }
}
