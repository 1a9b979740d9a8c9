package io.ghostworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

/** What an editor, Boot and a native image read of ours. */
class PublishedFilesTest {

    @Test
    void describesEveryPropertyForEditors() throws IOException {
        String metadata = text("META-INF/spring-configuration-metadata.json");
        List<String> properties = Pattern.compile("\\{[^{}]*\"name\": \"(ghostworks\\.[a-z.-]+)\"[^{}]*\\}")
                .matcher(metadata)
                .results()
                .map(MatchResult::group)
                // Groups have no default and are no properties.
                .filter(property -> !property.contains("\"sourceMethod\"") && !property.contains("\"ghostworks\""))
                .toList();

        assertThat(properties)
                .hasSizeGreaterThan(15)
                .allSatisfy(property -> assertThat(property).contains("\"description\""));
    }

    @Test
    void namesEveryAutoConfigurationThatThereIs() throws IOException {
        List<String> named = text("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")
                .lines()
                .filter(line -> line.startsWith("io.ghostworks."))
                .toList();

        assertThat(named)
                .hasSize(8)
                .allSatisfy(type -> assertThat(Class.forName(type)).isPublic());
    }

    @Test
    void hintsAtWhatANativeImageHasToKeep() throws Exception {
        assertThat(text("META-INF/spring/aot.factories")).contains(GhostworksRuntimeHints.class.getName());
        RuntimeHints hints = new RuntimeHints();
        new GhostworksRuntimeHints().registerHints(hints, null);

        assertThat(RuntimeHintsPredicates.resource().forResource("ghostworks/migration/V2026_11_22_1200__initial.sql"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Connection.class))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(PreparedStatement.class))
                .accepts(hints);
    }

    /** That of every jar, since ours is one of them. */
    private static String text(String resource) throws IOException {
        StringBuilder all = new StringBuilder();
        for (URL place :
                Collections.list(PublishedFilesTest.class.getClassLoader().getResources(resource))) {
            try (InputStream stream = place.openStream()) {
                all.append(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        return all.toString();
    }
}
