package io.ghostworks.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.api.web.Problems;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Forbidden;
import io.ghostworks.error.GhostworksException;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.NotFound;
import io.ghostworks.error.RateLimited;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.error.Unavailable;
import io.ghostworks.error.VersionMismatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/errors.md and openapi.json say what the code does. */
class ErrorsDocumentTest {

    private static final List<GhostworksException> CASES = List.of(
            Unauthenticated.token(),
            Forbidden.role("x"),
            Forbidden.inactiveWorkspace(),
            new NotFound("x"),
            new Conflict("x"),
            new VersionMismatch(),
            new Invalid("x", "x"),
            new RateLimited(Duration.ofSeconds(1)),
            new Unavailable("x", null));

    private final String document = read();

    private static String read() {
        try {
            return Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", "errors.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void documentsTheStatusAndCodeOfEveryCase() {
        assertThat(CASES.stream().map(Object::getClass).distinct())
                .hasSize(GhostworksException.class.getPermittedSubclasses().length);
        assertThat(CASES)
                .allSatisfy(problem -> assertThat(document)
                        .containsPattern("\\| `" + problem.getClass().getSimpleName() + "`[^|]*\\| "
                                + Problems.status(problem) + " \\| `" + problem.code() + "` \\|"));
    }

    @Test
    void knowsTheSameCodesAsTheContract() {
        TreeSet<String> contract = new TreeSet<>();
        OpenApi.shared()
                .document()
                .at("/components/schemas/Problem/properties/code/x-extensible-enum")
                .forEach(code -> contract.add(code.asString()));

        assertThat(Pattern.compile("(?m)^\\|[^|]*\\| \\d{3} \\| `([a-z_]+)` \\|")
                        .matcher(document)
                        .results()
                        .map((MatchResult row) -> row.group(1)))
                .hasSize(15)
                .containsExactlyInAnyOrderElementsOf(contract);
    }
}
