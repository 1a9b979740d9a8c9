package io.ghostworks.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.clients.Needed.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract in the tools of the JavaScript world: two linters with nothing to say, and TypeScript whose types fit a
 * program. Their versions are pinned in src/test/node; they are installed into target/.
 */
@ExtendWith(DemoExtension.class)
class NodeToolsTest {

    private static final Path BASE = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
    private static final Path WORK = BASE.resolve("target/node");

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Needed.program("node");
        Path npm = Needed.program("npm");
        Files.createDirectories(WORK);
        Path installed = WORK.resolve("installed.json");
        Path lock = BASE.resolve("src/test/node/package-lock.json");
        boolean fresh = Files.exists(installed) && Files.mismatch(installed, lock) < 0;
        try (Stream<Path> sources = Files.list(BASE.resolve("src/test/node"))) {
            for (Path source : sources.toList()) {
                Files.copy(source, WORK.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.copy(
                BASE.resolve("../api-javalin/src/main/resources/openapi.json"),
                WORK.resolve("openapi.json"),
                StandardCopyOption.REPLACE_EXISTING);
        if (!fresh) {
            Outcome outcome = Needed.run(WORK, npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            if (outcome.exit() != 0) {
                throw Needed.missing("npm could not install the linters and the TypeScript compiler: "
                        + outcome.said().strip().lines().limit(3).toList());
            }
            Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void givesRedoclyNothingToSay() throws Exception {
        Outcome outcome = tool("redocly", "lint", "openapi.json", "--config", "redocly.yaml", "--format", "json");

        assertThat(outcome.exit()).as(outcome.said()).isZero();
        assertThat(outcome.said()).contains("\"errors\": 0", "\"warnings\": 0");
    }

    @Test
    void givesSpectralNothingToSay() throws Exception {
        Outcome outcome =
                tool("spectral", "lint", "openapi.json", "--ruleset", "spectral.yaml", "--fail-severity", "hint");

        assertThat(outcome.exit()).as(outcome.said()).isZero();
        assertThat(outcome.said()).contains("No results");
    }

    @Test
    void givesTypeScriptTypesThatAProgramCompilesAndRunsWith(DemoServer server) throws Exception {
        Outcome types = tool("openapi-typescript", "openapi.json", "--output", "api.d.ts");
        assertThat(types.exit()).as(types.said()).isZero();
        assertThat(schemas()).contains("ArtifactPatch").doesNotContain("Record<string, never>");

        Outcome compiled = tool("tsc", "--project", ".");
        assertThat(compiled.exit()).as(compiled.said()).isZero();

        Outcome ran = Needed.run(
                WORK,
                Needed.program("node").toString(),
                "out/usage.js",
                server.uri().toString());
        assertThat(ran.said()).contains("usage.ts: all as expected");
        assertThat(ran.exit()).as(ran.said()).isZero();
    }

    /** The part of the types that the schemas became; the empty tops after and before it are no schemas. */
    private static String schemas() throws IOException {
        String types = Files.readString(WORK.resolve("api.d.ts"));
        return types.substring(types.indexOf("export interface components"), types.indexOf("export type $defs"));
    }

    private static Outcome tool(String name, String... arguments) throws IOException, InterruptedException {
        Path program = WORK.resolve("node_modules/.bin").resolve(name);
        return Needed.run(
                WORK,
                Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
