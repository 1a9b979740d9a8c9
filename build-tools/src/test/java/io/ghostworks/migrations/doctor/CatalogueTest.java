package io.ghostworks.migrations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");

    @Test
    void namesEveryRuleFileOnce() throws IOException {
        Path rules = ROOT.resolve("migrations/src/main/resources/io/ghostworks/migrations/doctor/rules");
        try (Stream<Path> files = Files.list(rules)) {
            assertThat(Catalogue.RULES)
                    .extracting(rule -> rule.id() + ".sql")
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void isTheTableOfTheManual() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/doctor.md")).stream()
                .filter(line -> line.startsWith("| `") && line.matches("\\| `[a-z-]+` \\| (error|warning|info) \\|.*"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Catalogue.RULES.stream().map(CatalogueTest::row).toList());
    }

    private static String row(Rule rule) {
        String severity = rule.severity().name().toLowerCase(java.util.Locale.ROOT);
        return "| `%s` | %s | %s | %s | %s |".formatted(rule.id(), severity, rule.title(), rule.why(), rule.fix());
    }
}
